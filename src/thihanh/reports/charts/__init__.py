"""Charts of reports as SVG: the same drawing in the page and in the PDF, a picture of it in Word."""
