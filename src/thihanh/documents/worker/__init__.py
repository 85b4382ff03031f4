"""The program that holds LibreOffice: run by the system's own Python, which has its bridge (python3-uno)."""
