# Draws weekly counts and asks surveillance::farringtonFlexible for their thresholds.
#
#   Rscript make.R        in this folder; R 4.2.2, r-cran-surveillance 1.20.3 (Debian 12): settings.csv in, two tables out
#
# series.csv      one row per series: its kind, its weekly counts and its population, NA where no return came
# thresholds.csv  one row per series and setting; at counts from 1; error: R stopped; none: R gave no result
#
# Salmon, Schumacher & Höhle 2016, J Stat Softw 70(10); Noufaily et al. 2013, Stat Med 32:1206.
suppressMessages(library(surveillance))
stopifnot(packageVersion("surveillance") == "1.20.3")
set.seed(20130306)
weeks <- 270
week <- seq_len(weeks)
season <- sin(2 * pi * week / 52)

kinds <- list(
  zero      = function(i) rep(0, weeks),
  constant  = function(i) rep(4 + i, weeks),
  rare      = function(i) rpois(weeks, 0.05 * i),
  low       = function(i) rpois(weeks, 0.3 + 0.1 * i),
  level     = function(i) rpois(weeks, 2^i),
  large     = function(i) rpois(weeks, 10^(3 + i / 6)),
  rise      = function(i) rpois(weeks, exp(0.5 + 0.1 * i + 0.003 * i / 4 * week)),
  fall      = function(i) rpois(weeks, exp(3 + 0.1 * i - 0.002 * i / 4 * week)),
  steep     = function(i) rpois(weeks, exp(-3 + 0.03 * week)),
  seasonal  = function(i) rpois(weeks, exp(1 + 0.2 * i + 0.8 * season)),
  summer    = function(i) rpois(weeks, ifelse(season > 0.3, 1.5 * i, 0.02)),
  spread    = function(i) rnbinom(weeks, mu = 3 * i, size = 0.5 + 0.3 * i),
  wild      = function(i) rnbinom(weeks, mu = 6 * i, size = 0.08 * i) * (1 + (week %% 50 == 0)),
  outbreak  = function(i) rpois(weeks, 4 + i) + ifelse(week %in% (100 + 9 * i + 0:5), rpois(weeks, 10 * i), 0),
  starting  = function(i) rpois(weeks, 3 + i) + ifelse(week > 258, rpois(weeks, pmax(0, 2 * i + week - 258)), 0),
  began     = function(i) ifelse(week > 150, rpois(weeks, 5 + i), 0),
  ended     = function(i) ifelse(week < 150, rpois(weeks, 5 + i), 0),
  bursts    = function(i) ifelse(runif(weeks) < 0.02 * i, rpois(weeks, 8 * i), 0),
  gaps      = function(i) ifelse(runif(weeks) < 0.03 * i, NA, rpois(weeks, 6 + i)),
  late      = function(i) ifelse(week < 20 * i, NA, rpois(weeks, 5 * exp(0.4 * season))),
  grown     = function(i) rpois(weeks, 4 * (1 + week / weeks) * exp(0.3 * season)),
  short     = function(i) head(rpois(weeks, 5), 200)
)
each <- 11
population <- round(2000 * exp(0.004 * week))
settings <- read.csv("settings.csv", stringsAsFactors = FALSE)

thresholds <- function(counts, setting) {
  n <- length(counts)
  asked <- sts(observed = matrix(counts), frequency = 52, start = c(2010, 1), population = matrix(population[seq_len(n)]))
  control <- list(
    range = min(setting$at, n), b = setting$b, w = setting$w, noPeriods = setting$noPeriods,
    pastWeeksNotIncluded = setting$pastWeeksNotIncluded, trend = setting$trend, pThresholdTrend = setting$pThresholdTrend,
    reweight = setting$reweight, weightsThreshold = setting$weightsThreshold, thresholdMethod = setting$thresholdMethod,
    alpha = setting$alpha, limit54 = c(setting$cases, setting$period), populationOffset = setting$population
  )
  found <- suppressWarnings(farringtonFlexible(asked, control = control))
  told <- found@control
  if (is.na(told$phiVector)) return(c("none", rep("NA", 7)))
  numbers <- c(told$expected, upperbound(found), told$phiVector, told$score, told$pvalue)
  c("given", sprintf("%.13g", numbers), told$trend, as.integer(alarms(found)))
}

series <- do.call(rbind, lapply(names(kinds), function(kind) do.call(rbind, lapply(seq_len(each), function(i) {
  data.frame(series = sprintf("%s_%02d", kind, i), kind = kind, number = i, counts = I(list(kinds[[kind]](i))))
}))))
rows <- list()
for (row in seq_len(nrow(series))) for (at in seq_len(nrow(settings))) {
  setting <- settings[at, ]
  if (setting$kinds == "some" && series$number[row] %% 4 != 1) next
  counts <- series$counts[[row]]
  answer <- tryCatch(thresholds(counts, setting), error = function(stopped) c("error", rep("NA", 7)))
  rows[[length(rows) + 1]] <- c(series$series[row], setting$setting, min(setting$at, length(counts)), answer)
}
told <- as.data.frame(do.call(rbind, rows))
names(told) <- c("series", "setting", "at", "outcome", "expected", "upper", "phi", "score", "p", "trend", "alarm")
write.csv(told, "thresholds.csv", row.names = FALSE, quote = FALSE)
drawn <- data.frame(series = series$series, counts = vapply(series$counts, paste, "", collapse = " "))
drawn <- rbind(drawn, data.frame(series = "population", counts = paste(population, collapse = " ")))
write.csv(drawn, "series.csv", row.names = FALSE, quote = FALSE)
