"""The transition table of a matter, drawn: an x where the stage of the column may begin after the row's."""

TRANSITIONS = """
|Từ                        | 1| 2| 3| 4| 5| 6| 7| 8| 9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|
|--------------------------|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|
| 1 decided                |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 2 assigned               |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 3 voluntary              |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 4 verifying              |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 5 in_progress            |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 6 no_means               |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|
| 7 collateral_only        |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 8 asset_blocked          |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 9 nothing_left           |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|10 postponed              | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|11 suspended              | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|12 paused                 | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|13 trustee                |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|14 asset_not_ready        |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|15 exhibit_waiting        |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|16 plan_waiting           |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|17 unsold_after_second_cut|  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|18 separate_register      |  |  |  | x| x| x|  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|19 done                   |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|20 terminated             |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|21 other_ending           |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|22 delegated              |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|23 withdrawn              |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
"""
