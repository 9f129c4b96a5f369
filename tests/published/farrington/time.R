# Tells how long surveillance::farringtonFlexible takes for one week of one series, in milliseconds, beside the version.
#
#   Rscript time.R        in this folder: series.csv in, "1.20.3 6.4" on standard output
suppressMessages(library(surveillance))
drawn <- read.csv("series.csv", stringsAsFactors = FALSE)
drawn <- drawn[grepl("^(level|seasonal|rise)_", drawn$series), ]
counts <- sapply(strsplit(drawn$counts, " "), as.integer)
asked <- sts(observed = counts, frequency = 52, start = c(2010, 1))
control <- list(
  range = 266:268, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, pThresholdTrend = 0.05,
  weightsThreshold = 2.58, thresholdMethod = "nbPlugin", alpha = 0.05, glmWarnings = FALSE
)
took <- system.time(suppressWarnings(farringtonFlexible(asked, control = control)))[["elapsed"]]
cat(as.character(packageVersion("surveillance")), sprintf("%.3f", 1000 * took / (3 * ncol(counts))), "\n")
