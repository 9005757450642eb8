// The sources of ReportModel.
