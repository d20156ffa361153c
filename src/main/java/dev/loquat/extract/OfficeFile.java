package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The XML parts of an Office Open XML file, inflated within limits; everything else is skipped. */
final class OfficeFile {
  private static final int[] OLE2 = {0xD0, 0xCF, 0x11, 0xE0};

  private final Map<String, byte[]> parts;

  private OfficeFile(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  /** Opens a file; {@code main} is the part that makes it one of its format. */
  static OfficeFile open(Format format, String main, byte[] bytes, Budget budget) {
    checkKind(format, bytes);
    Map<String, byte[]> parts = new LinkedHashMap<>();
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > budget.limits().entries()) {
          throw new ExtractException(
              Reason.LIMIT, "has more than " + budget.limits().entries() + " zip entries");
        }
        byte[] part = inflate(zip, isXml(entry.getName()), budget);
        if (isXml(entry.getName())) {
          parts.put(entry.getName(), part);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw ExtractException.broken("a broken " + name(format), e);
    }
    if (!parts.containsKey(main)) {
      throw new ExtractException(
          entries == 0 ? Reason.BROKEN : Reason.FORMAT,
          "is no " + name(format) + ": no " + main + " in it");
    }
    return new OfficeFile(parts);
  }

  private static boolean isXml(String entry) {
    return entry.endsWith(".xml") || entry.endsWith(".rels");
  }

  private static byte[] inflate(ZipInputStream zip, boolean keep, Budget budget)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
      budget.inflate(n);
      if (keep) {
        out.write(buffer, 0, n);
      }
    }
    return out.toByteArray();
  }

  private static void checkKind(Format format, byte[] bytes) {
    boolean ole2 = bytes.length >= OLE2.length;
    for (int i = 0; ole2 && i < OLE2.length; i++) {
      ole2 = (bytes[i] & 0xFF) == OLE2[i];
    }
    if (ole2) {
      throw new ExtractException(
          Reason.ENCRYPTED, "is encrypted, or an Office file from before 2007");
    }
    if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
      throw new ExtractException(Reason.FORMAT, "is no " + name(format) + ": no zip archive");
    }
  }

  private static String name(Format format) {
    return format.endings().getFirst();
  }

  /** A part by its path in the archive. */
  Optional<byte[]> part(String path) {
    return Optional.ofNullable(parts.get(path));
  }

  /** The title among the file's properties. */
  Optional<String> title(Budget budget) {
    return part("docProps/core.xml").flatMap(xml -> XmlPart.firstText(xml, "title", budget));
  }

  /** Targets of a part's relationships by id, as paths in the archive. */
  Map<String, Relationship> relationships(String path, Budget budget) {
    int slash = path.lastIndexOf('/');
    String rels = path.substring(0, slash + 1) + "_rels/" + path.substring(slash + 1) + ".rels";
    Map<String, Relationship> out = new LinkedHashMap<>();
    part(rels)
        .ifPresent(
            xml -> {
              XmlPart in = new XmlPart(xml, budget);
              while (in.next()) {
                if (in.starts("Relationship")) {
                  out.put(
                      in.attribute("Id"),
                      new Relationship(
                          in.attribute("Type"),
                          resolve(path.substring(0, slash + 1), in.attribute("Target"))));
                }
              }
            });
    return out;
  }

  /** What a part refers to. */
  record Relationship(String type, String target) {}

  private static String resolve(String folder, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    String base = folder;
    String rest = target;
    while (rest.startsWith("../") && !base.isEmpty()) {
      rest = rest.substring(3);
      base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
    }
    return base + rest;
  }
}
