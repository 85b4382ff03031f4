"""What is watched over: administrative judgments, complaints, protests, compensation, inspections."""
