// The sources of TraceAnalysis.
