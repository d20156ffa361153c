package dev.loquat.extract;

import java.time.Duration;

/**
 * What reading one file may take.
 *
 * @param bytes of the file
 * @param characters of its text, UTF-16 units
 * @param pages of a PDF, slides or sheets
 * @param entries of a zip archive
 * @param inflated bytes of a zip archive's entries together, or of one stream of a PDF
 * @param time until reading is given up
 */
public record ExtractLimits(
    long bytes, int characters, int pages, int entries, long inflated, Duration time) {

  /** 64 MiB, 4 Mi characters, 5,000 pages, 10,000 entries, 256 MiB inflated, 60 seconds. */
  public static final ExtractLimits DEFAULT =
      new ExtractLimits(64L << 20, 4 << 20, 5_000, 10_000, 256L << 20, Duration.ofSeconds(60));
}
