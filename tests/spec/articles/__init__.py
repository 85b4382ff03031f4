"""The five press articles, sentence by sentence: what each asks for and where the product has it."""
