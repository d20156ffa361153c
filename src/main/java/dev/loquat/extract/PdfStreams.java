package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks for bombs in a PDF before it is opened, as its reader inflates each stream whole: every
 * compressed stream is inflated and counted, and thrown away. One stream at a time counts, not
 * their sum: scanned books hold gigabytes of pixels that nobody inflates.
 */
final class PdfStreams {
  private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};
  private static final int MOST_LAYERS = 3;

  private PdfStreams() {}

  static void check(byte[] pdf, Budget budget) {
    for (int i = 0; i + STREAM.length + 3 < pdf.length; i++) {
      if (pdf[i] == 's' && startsStream(pdf, i)) {
        int from = i + STREAM.length;
        from += pdf[from] == '\r' ? 1 : 0;
        from += pdf[from] == '\n' ? 1 : 0;
        if (isZlib(pdf, from)) {
          inflate(pdf, from, budget);
        }
        i = from;
      }
    }
  }

  private static boolean startsStream(byte[] pdf, int at) {
    for (int i = 0; i < STREAM.length; i++) {
      if (pdf[at + i] != STREAM[i]) {
        return false;
      }
    }
    byte next = pdf[at + STREAM.length];
    return next == '\r' || next == '\n';
  }

  private static boolean isZlib(byte[] bytes, int at) {
    return at + 1 < bytes.length
        && (bytes[at] & 0x0F) == 8
        && ((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF) % 31 == 0;
  }

  /**
   * Inflates layer within layer, as chains of filters do. What is no zlib after all ends quietly.
   */
  private static void inflate(byte[] pdf, int from, Budget budget) {
    Inflater[] layers = new Inflater[MOST_LAYERS];
    long[] inflated = new long[MOST_LAYERS];
    try {
      layers[0] = new Inflater();
      layers[0].setInput(pdf, from, pdf.length - from);
      pump(layers, inflated, 0, budget);
    } catch (DataFormatException e) {
      return; // its reader will say what is wrong with it, should it matter
    } finally {
      for (Inflater layer : layers) {
        if (layer != null) {
          layer.end();
        }
      }
    }
  }

  private static void pump(Inflater[] layers, long[] inflated, int layer, Budget budget)
      throws DataFormatException {
    byte[] out = new byte[1 << 16];
    while (!layers[layer].finished()) {
      int n = layers[layer].inflate(out);
      if (n == 0) {
        return;
      }
      boolean first = inflated[layer] == 0;
      inflated[layer] += n;
      budget.checkTime();
      if (inflated[layer] > budget.limits().inflated()) {
        throw new ExtractException(
            Reason.LIMIT,
            "has a stream that inflates to more than "
                + Budget.mebibytes(budget.limits().inflated()));
      }
      feed(layers, inflated, layer + 1, out, n, first, budget);
    }
  }

  private static void feed(
      Inflater[] layers,
      long[] inflated,
      int layer,
      byte[] bytes,
      int n,
      boolean first,
      Budget budget)
      throws DataFormatException {
    if (layer == MOST_LAYERS) {
      return;
    }
    if (first && n > 1 && isZlib(bytes, 0)) {
      layers[layer] = new Inflater();
    }
    if (layers[layer] != null && !layers[layer].finished()) {
      layers[layer].setInput(bytes, 0, n);
      pump(layers, inflated, layer, budget);
    }
  }
}
