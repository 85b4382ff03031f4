"""The house's rules as functions: the text or syntax of one file in, what is wrong with it out."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_FILE = 500
LONGEST_PAGE = 300
LONGEST_FUNCTION = 60
MOST_PARAMETERS = 7

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")
EXEMPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no\s*cover)\b.*", re.IGNORECASE)
# ``check_…`` is the house's word for a rule that raises.
PROVING_CALL = re.compile(r"(^|_)(assert|check|expect)_")
# Written in pieces, so that this file does not break its own rule.
ADDRESSES = tuple(
    "".join(pieces)
    for pieces in (
        ("py", "pi.org"), ("python", "hosted"), ("registry.", "npmjs"), ("deb.", "debian.org"),
        ("/sim", "ple/"), ("--index", "-url http"), ("/wor", "k/"), ("/tmp/", "plan"), ("/ro", "ot/"),
        ("/opt/", "py"),
    )
)  # fmt: skip


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, however deep."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def too_long(text: str, limit: int) -> list[str]:
    lines = text.count("\n")
    return [f"{lines} lines, more than {limit}"] if lines > limit else []


def too_large_functions(tree: ast.AST) -> list[str]:
    """Functions beyond the house numbers of lines and parameters."""
    found = []
    for function in functions(tree):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            found.append(f"{function.name} has {lines} lines, more than {LONGEST_FUNCTION}")
        arguments = function.args
        named = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        count = len([name for name in named if name not in ("self", "cls")])
        if count > MOST_PARAMETERS and not _is_command(function):
            found.append(f"{function.name} has {count} parameters, more than {MOST_PARAMETERS}")
    return found


def _is_command(function: Function) -> bool:
    """The parameters of a command are its options on the command line, written down one by one."""
    called = (node.func for node in function.decorator_list if isinstance(node, ast.Call))
    return any(isinstance(target, ast.Attribute) and target.attr == "command" for target in called)


def exemptions(text: str) -> list[str]:
    """The comments that exempt a line from a check."""
    if not EXEMPTION.search(text):
        return []
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except tokenize.TokenError:
        return []
    comments = (token.string for token in tokens if token.type == tokenize.COMMENT)
    return [match.group(0) for comment in comments if (match := EXEMPTION.search(comment))]


def without_reason(text: str) -> list[str]:
    return [comment for comment in exemptions(text) if not re.search(r" -- \S", comment)]


def unfinished(text: str) -> list[str]:
    return sorted({match.group(0) for match in UNFINISHED.finditer(text)})


def addresses(text: str) -> list[str]:
    """Addresses of registries and paths of one machine."""
    return [address for address in ADDRESSES if address in text]


def code_in_package_file(tree: ast.Module) -> list[str]:
    """A room's ``__init__`` says in one sentence what the room is for, and holds no code."""
    first, *rest = tree.body or [None]
    if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
        return ["no sentence saying what it is for"]
    return ["holds code"] if rest else []


def loose_answers(tree: ast.Module) -> list[str]:
    """Public functions of ``queries`` that do not say what they return, or return tables, not values."""
    tables = {"QuerySet", "Model", "Manager", "RawQuerySet", "RelatedManager"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("models"):
            tables.update(alias.asname or alias.name for alias in node.names)
    found = []
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
            continue
        if function.returns is None:
            found.append(f"{function.name} does not say what it returns")
            continue
        named = {node.id for node in ast.walk(function.returns) if isinstance(node, ast.Name)}
        reached = {
            node.attr
            for node in ast.walk(function.returns)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "models"
        }
        found += [f"{function.name} returns {table}" for table in sorted(named & tables | reached)]
    return found


def late_models(text: str) -> list[str]:
    """Looking a table up by its name hides who knows whom."""
    return ["looks a model up by name"] if "apps.get_model(" in text else []


def without_docstring(tree: ast.Module) -> list[str]:
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def tests_that_cannot_fail(tree: ast.Module) -> list[str]:
    """Test functions that neither assert, nor expect an error, nor call something here that does."""
    proving = {function.name for function in functions(tree) if _asserts(function, set())}
    for _ in range(3):
        proving |= {function.name for function in functions(tree) if _asserts(function, proving)}
    return [
        function.name
        for function in functions(tree)
        if function.name.startswith("test") and function.name not in proving
    ]


def _asserts(function: Function, proving: set[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant):
            return True
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in proving or called in ("raises", "fail") or PROVING_CALL.search(called):
                return True
    return False


def table_terms(markdown: str, column: str) -> list[str]:
    """The words in backticks of the named column of every table that has one."""
    terms: list[str] = []
    place: int | None = None
    for line in markdown.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            place = None
        elif place is None:
            heads = [cell.casefold() for cell in cells]
            place = heads.index(column) if column in heads else -1
        elif place >= 0 and place < len(cells):
            terms += re.findall(r"`([^`]+)`", cells[place])
    return terms
