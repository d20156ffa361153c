package dev.loquat.prompt.template;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a hidden class of a checked tree: straight code in which texts, names of variables and
 * helpers are constants, and nothing is called through a table. What it renders is what the net of
 * an {@link Assembler} renders, provenance aside, which only the net can tell.
 */
final class BytecodeClass {
  static final ClassDesc NAME = ClassDesc.of("dev.loquat.prompt.template.BytecodePiece");
  static final ClassDesc SCOPE = descriptor(Scope.class);
  static final ClassDesc SINK = descriptor(CharSink.class);
  private static final ClassDesc PIECE = descriptor(Piece.class);

  /** Of every method that writes a body: the current value comes last. */
  static final MethodTypeDesc BODY = MethodTypeDesc.of(CD_void, SCOPE, SINK, CD_Object);

  /** A template that weighs more stays a net: its class would be compiled late or never. */
  private static final int HEAVIEST = 5_000;

  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  /** Code that is still to be written, and the blocks around it. */
  private record Body(String method, List<Node> nodes, Frames frames) {}

  private record Constant(String field, ClassDesc type, Object value) {}

  private final Helpers helpers;
  private final Map<String, List<Node>> partials;
  private final Map<String, String> partialMethods = new HashMap<>();
  private final Deque<Body> waiting = new ArrayDeque<>();
  private final List<Constant> constants = new ArrayList<>();
  private int methods;

  private BytecodeClass(Helpers helpers, Map<String, List<Node>> partials) {
    this.helpers = helpers;
    this.partials = partials;
  }

  /** The renderer of a template; none where it is too large for it to pay. */
  static Optional<Piece> assemble(
      List<Node> nodes, Map<String, List<Node>> partials, Helpers helpers) {
    long weight = Weight.of(nodes);
    for (List<Node> partial : partials.values()) {
      weight += Weight.of(partial);
    }
    return weight > HEAVIEST
        ? Optional.empty()
        : Optional.of(new BytecodeClass(helpers, partials).define(nodes));
  }

  Helpers helpers() {
    return helpers;
  }

  /** The method that will write these nodes. */
  String method(List<Node> nodes, Frames frames) {
    String name = "body" + methods++;
    waiting.add(new Body(name, nodes, frames.copy()));
    return name;
  }

  /** The method that writes a partial. */
  String partial(String name) {
    return partialMethods.computeIfAbsent(
        name, key -> method(partials.getOrDefault(key, List.of()), Frames.untyped()));
  }

  /** Puts a constant on the stack. */
  <T> void load(CodeBuilder code, Class<? super T> type, T value) {
    var constant = new Constant("c" + constants.size(), descriptor(type), value);
    constants.add(constant);
    code.getstatic(NAME, constant.field(), constant.type());
  }

  private Piece define(List<Node> nodes) {
    var options = ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(HERE));
    byte[] bytes = ClassFile.of(options).build(NAME, builder -> write(builder, nodes));
    try {
      Object[] values = constants.stream().map(Constant::value).toArray();
      Class<?> made = HERE.defineHiddenClassWithClassData(bytes, values, true).lookupClass();
      return (Piece) made.getDeclaredConstructor().newInstance();
    } catch (IllegalAccessException
        | InstantiationException
        | NoSuchMethodException
        | InvocationTargetException e) {
      throw new IllegalStateException("a class made for a template cannot be used", e);
    }
  }

  private void write(ClassBuilder builder, List<Node> nodes) {
    builder.withSuperclass(PIECE).withFlags(ClassFile.ACC_FINAL);
    builder.withMethodBody(
        INIT_NAME,
        MTD_void,
        0,
        code -> code.aload(0).invokespecial(PIECE, INIT_NAME, MTD_void).return_());
    String first = method(nodes, Frames.untyped());
    builder.withMethodBody(
        "write",
        MethodTypeDesc.of(CD_void, SCOPE, SINK),
        0,
        code -> {
          code.aload(1).aload(2).aload(1);
          code.invokevirtual(SCOPE, "current", MethodTypeDesc.of(CD_Object));
          code.invokestatic(NAME, first, BODY).return_();
        });
    while (!waiting.isEmpty()) {
      Body body = waiting.remove();
      builder.withMethodBody(
          body.method(),
          BODY,
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
          code -> new BytecodeBody(this, code, body.frames()).write(body.nodes()));
    }
    constants(builder);
  }

  /** Fields, set from the array that comes with the class: the JIT takes them for constants. */
  private void constants(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
    constants.forEach(constant -> builder.withField(constant.field(), constant.type(), flags));
    ClassDesc array = CD_Object.arrayType();
    var data =
        DynamicConstantDesc.ofNamed(
            ConstantDescs.ofConstantBootstrap(
                ConstantDescs.CD_MethodHandles, "classData", CD_Object),
            ConstantDescs.DEFAULT_NAME,
            array);
    builder.withMethodBody(
        CLASS_INIT_NAME,
        MTD_void,
        ClassFile.ACC_STATIC,
        code -> {
          code.loadConstant(data).astore(0);
          for (int i = 0; i < constants.size(); i++) {
            Constant constant = constants.get(i);
            code.aload(0).loadConstant(i).aaload().checkcast(constant.type());
            code.putstatic(NAME, constant.field(), constant.type());
          }
          code.return_();
        });
  }

  static ClassDesc descriptor(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
