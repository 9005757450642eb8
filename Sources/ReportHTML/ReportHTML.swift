// The sources of ReportHTML.
