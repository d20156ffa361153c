package dev.loquat.prompt.chain;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The step {@code redact}: e-mail addresses, telephone numbers, identity and card numbers become
 * {@code [email]}, {@code [phone]}, {@code [id]}, {@code [card]}. Chinese resident numbers and card
 * numbers count only if their check digit is right. All repetitions are bounded, so that the time
 * is linear in the text.
 */
final class Redaction {
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@"
              + "[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+){1,8}+");
  private static final Pattern RESIDENT =
      Pattern.compile("(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])");
  private static final Pattern SOCIAL =
      Pattern.compile("(?<![0-9-])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![0-9-])");
  private static final Pattern CARD =
      Pattern.compile("(?<![0-9+])[0-9](?:[ -]?[0-9]){12,18}+(?![0-9])");
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![0-9A-Za-z+])(?:"
              + "(?:\\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}"
              + "|(?:\\+?86[- ]?)?\\(?0[1-9][0-9]{1,2}\\)?[- ]?[2-9][0-9]{2,3}[- ]?[0-9]{4}"
              + "|400[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}"
              + "|(?:\\+?1[-. ]?)?(?:\\([2-9][0-9]{2}\\) ?|[2-9][0-9]{2}[-. ])[0-9]{3}[-. ][0-9]{4}"
              + "|\\+[1-9][0-9]{0,2}(?:[-. ]?\\(?[0-9]{2,4}\\)?){2,5}"
              + ")(?![0-9A-Za-z])");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  private Redaction() {}

  static String redact(String text) {
    String result = replace(text, EMAIL, "[email]", found -> true);
    result = replace(result, RESIDENT, "[id]", Redaction::isResidentNumber);
    result = replace(result, SOCIAL, "[id]", found -> true);
    result = replace(result, CARD, "[card]", Redaction::isCardNumber);
    return replace(result, PHONE, "[phone]", found -> true);
  }

  private static String replace(
      String text, Pattern pattern, String label, Predicate<String> isMeant) {
    Matcher matcher = pattern.matcher(text);
    return matcher.replaceAll(
        match -> isMeant.test(match.group()) ? label : Matcher.quoteReplacement(match.group()));
  }

  /** GB 11643: the last of the eighteen is a check digit modulo 11. */
  private static boolean isResidentNumber(String number) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (number.charAt(i) - '0');
    }
    return CHECKS.charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
  }

  /** ISO/IEC 7812: the Luhn sum. */
  private static boolean isCardNumber(String number) {
    int sum = 0;
    boolean twice = false;
    for (int i = number.length() - 1; i >= 0; i--) {
      int digit = number.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        continue;
      }
      int value = twice ? 2 * digit : digit;
      sum += value > 9 ? value - 9 : value;
      twice = !twice;
    }
    return sum % 10 == 0;
  }
}
