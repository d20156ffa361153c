package dev.loquat.prompt.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Exact comparison of JSON numbers, whatever Java type carries them, and their text. */
public final class JsonNumbers {
  private static final int MAX_SCALE = 10_000;
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private JsonNumbers() {}

  /** Whether the number is one of the types that hold a small whole number exactly. */
  public static boolean isSmall(Number number) {
    return number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte;
  }

  /** Whether the number has no fractional part: 1.0 is an integer in JSON Schema. */
  public static boolean isInteger(Number number) {
    if (isSmall(number) || number instanceof BigInteger) {
      return true;
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      return Double.isFinite(value) && value == Math.rint(value);
    }
    BigDecimal exact = exact(number);
    return exact.scale() <= 0 || exact.stripTrailingZeros().scale() <= 0;
  }

  /** The exact value. Throws {@link IllegalArgumentException} for NaN and the infinities. */
  public static BigDecimal exact(Number number) {
    return switch (number) {
      case BigDecimal decimal -> decimal;
      case BigInteger integer -> new BigDecimal(integer);
      case Double value -> ofDouble(value);
      case Float value -> ofDouble(Double.parseDouble(value.toString()));
      default ->
          isSmall(number)
              ? BigDecimal.valueOf(number.longValue())
              : new BigDecimal(number.toString());
    };
  }

  private static BigDecimal ofDouble(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a JSON number: " + value);
    }
    return new BigDecimal(Double.toString(value));
  }

  /** Compares by value: 1, 1.0 and 1e0 are equal. */
  public static int compare(Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (isSmall(left) && isSmall(right)) {
      return Long.compare(left.longValue(), right.longValue());
    }
    if (isDoubleExactly(left) && isDoubleExactly(right)) {
      double a = left.doubleValue();
      double b = right.doubleValue();
      return a < b ? -1 : a > b ? 1 : 0;
    }
    return exact(left).compareTo(exact(right));
  }

  /** Whether a double holds the number without rounding; not for NaN and the infinities. */
  private static boolean isDoubleExactly(Number number) {
    if (number instanceof Double value) {
      return Double.isFinite(value);
    }
    return isSmall(number) && Math.abs(number.longValue()) <= EXACT_IN_DOUBLE;
  }

  /** Whether {@code number} is a whole multiple of {@code divisor}, in decimal arithmetic. */
  public static boolean isMultiple(Number number, Number divisor) {
    if (isSmall(number) && isSmall(divisor)) {
      return number.longValue() % divisor.longValue() == 0;
    }
    BigDecimal value = exact(number);
    BigDecimal by = exact(divisor);
    long distance = (long) by.scale() - value.scale();
    if (Math.abs(distance) <= MAX_SCALE) {
      return value.remainder(by).signum() == 0;
    }
    // Aligning the scales would need that many digits: value / by is a whole number exactly when
    // the divisor's digits divide the value's digits times that power of ten.
    if (value.signum() == 0 || distance < 0) {
      return value.signum() == 0;
    }
    BigInteger digits = by.unscaledValue().abs();
    BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(distance), digits);
    return value.unscaledValue().multiply(power).mod(digits).signum() == 0;
  }

  /**
   * A number as JavaScript prints it: 1.0 is "1", 1e21 is "1e+21"; whole numbers keep all digits.
   */
  public static String text(Number number) {
    if (isSmall(number) || number instanceof BigInteger) {
      return number.toString();
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      if (value == Math.rint(value) && Math.abs(value) < 1e15) {
        return Long.toString((long) value);
      }
      if (!Double.isFinite(value)) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
      }
    }
    return decimalText(exact(number).stripTrailingZeros());
  }

  private static String decimalText(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    long exponent = (long) value.precision() - value.scale() - 1;
    if (exponent >= -7 && exponent < 21) {
      return value.toPlainString();
    }
    String digits = value.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value.signum() < 0 ? "-" : "") + mantissa + (exponent < 0 ? "e" : "e+") + exponent;
  }
}
