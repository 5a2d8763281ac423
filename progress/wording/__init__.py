"""Every Indonesian sentence, label and number format that a person reads, one module per kind of reader."""
