"""The register file (.xlsx): its layout, reading it safely, checking it, giving the errors back."""
