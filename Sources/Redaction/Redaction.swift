// The sources of Redaction.
