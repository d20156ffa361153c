package dev.loquat.prompt.template;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.loquat.prompt.value.Shape;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The code of one method: the nodes of a body, about one current value. */
final class BytecodeBody {
  /** A longer method would not be compiled as one by the JIT, which also inlines short ones. */
  private static final int HEAVIEST = 150;

  private static final ClassDesc TEXTS = BytecodeClass.descriptor(Texts.class);
  private static final ClassDesc LIST = BytecodeClass.descriptor(List.class);
  private static final ClassDesc MAP = BytecodeClass.descriptor(Map.class);
  private static final ClassDesc ENTRY = BytecodeClass.descriptor(Map.Entry.class);
  private static final ClassDesc ITERATOR = BytecodeClass.descriptor(Iterator.class);
  private static final ClassDesc INCLUDE = BytecodeClass.descriptor(Piece.Include.class);
  private static final MethodTypeDesc TEST = MethodTypeDesc.of(CD_boolean, CD_Object);
  private static final MethodTypeDesc INDENT = MethodTypeDesc.of(CD_String, CD_String);

  /** Where a body's method has its arguments. */
  static final int SCOPE = 0;

  static final int OUT = 1;
  static final int CURRENT = 2;

  private final BytecodeClass home;
  private final CodeBuilder code;
  private final Frames frames;
  private final BytecodeValues values;

  BytecodeBody(BytecodeClass home, CodeBuilder code, Frames frames) {
    this.home = home;
    this.code = code;
    this.frames = frames;
    this.values = new BytecodeValues(home, code, frames);
  }

  /** The whole body; what is too much for one method is left to others, a stretch each. */
  void write(List<Node> nodes) {
    if (Weight.of(nodes) <= HEAVIEST || nodes.size() == 1) {
      nodes(nodes);
    } else {
      int from = 0;
      while (from < nodes.size()) {
        int to = from + 1;
        long weight = Weight.of(nodes.get(from));
        while (to < nodes.size() && weight + Weight.of(nodes.get(to)) <= HEAVIEST) {
          weight += Weight.of(nodes.get(to++));
        }
        call(home.method(nodes.subList(from, to), frames));
        from = to;
      }
    }
    code.return_();
  }

  private void nodes(List<Node> nodes) {
    var text = new StringBuilder();
    for (Node node : nodes) {
      if (node instanceof Node.Text more) {
        text.append(more.text());
      } else {
        copy(text);
        node(node);
      }
    }
    copy(text);
  }

  private void copy(StringBuilder text) {
    if (!text.isEmpty()) {
      code.aload(OUT);
      home.load(code, char[].class, text.toString().toCharArray());
      sink("append", MethodTypeDesc.of(CD_void, BytecodeClass.descriptor(char[].class)));
      text.setLength(0);
    }
  }

  private void node(Node node) {
    switch (node) {
      case Node.Text text -> copy(new StringBuilder(text.text()));
      case Node.Output output -> {
        values.load(output.value());
        code.aload(OUT);
        code.invokestatic(
            TEXTS, "write", MethodTypeDesc.of(CD_void, CD_Object, BytecodeClass.SINK));
      }
      case Node.Conditional conditional -> choose(conditional);
      case Node.Each each -> loop(each);
      case Node.With with -> enter(with);
      case Node.Include include -> include(include);
    }
  }

  private void choose(Node.Conditional conditional) {
    values.load(conditional.test());
    code.invokestatic(TEXTS, conditional.includeZero() ? "isPresent" : "isTrue", TEST);
    List<Node> otherwise = conditional.otherwise();
    List<Node> whenTrue = conditional.negated() ? otherwise : conditional.then();
    List<Node> whenFalse = conditional.negated() ? conditional.then() : otherwise;
    code.ifThenElse(block -> branch(block, whenTrue), block -> branch(block, whenFalse));
  }

  /** Nodes about the same current value. */
  private void branch(CodeBuilder block, List<Node> nodes) {
    var body = new BytecodeBody(home, block, frames);
    if (Weight.of(nodes) > HEAVIEST / 4) {
      body.call(home.method(nodes, frames));
    } else {
      body.nodes(nodes);
    }
  }

  /** Calls a method about the same current value. */
  private void call(String method) {
    code.aload(SCOPE).aload(OUT).aload(CURRENT);
    code.invokestatic(BytecodeClass.NAME, method, BytecodeClass.BODY);
  }

  private void loop(Node.Each each) {
    String body = inside(each.names(), each.body());
    int items = code.allocateLocal(TypeKind.REFERENCE);
    Label end = code.newLabel();
    values.load(each.items());
    code.astore(items);
    whenFilled(LIST, items, end, () -> overList(items, body));
    whenFilled(MAP, items, end, () -> overMap(items, body));
    branch(code, each.otherwise());
    code.labelBinding(end);
  }

  /** Writes a part for the case that a local is a collection of that type and not empty. */
  private void whenFilled(ClassDesc type, int local, Label end, Runnable part) {
    Label next = code.newLabel();
    code.aload(local).instanceOf(type).ifeq(next);
    code.aload(local)
        .checkcast(type)
        .invokeinterface(type, "isEmpty", MethodTypeDesc.of(CD_boolean));
    code.ifne(next);
    part.run();
    code.goto_(end);
    code.labelBinding(next);
  }

  private void overList(int items, String body) {
    int size = code.allocateLocal(TypeKind.INT);
    int at = code.allocateLocal(TypeKind.INT);
    code.aload(items).checkcast(LIST).invokeinterface(LIST, "size", MethodTypeDesc.of(CD_int));
    code.istore(size).loadConstant(0).istore(at);
    code.aload(SCOPE).iload(size);
    scope("pushLoop", MethodTypeDesc.of(CD_void, CD_int));
    Label turn = code.newBoundLabel();
    Label done = code.newLabel();
    code.iload(at).iload(size).if_icmpge(done);
    code.aload(SCOPE).aload(OUT).aload(SCOPE).aload(items).checkcast(LIST).iload(at);
    scope("item", MethodTypeDesc.of(CD_Object, LIST, CD_int));
    code.invokestatic(BytecodeClass.NAME, body, BytecodeClass.BODY);
    code.iinc(at, 1).goto_(turn);
    code.labelBinding(done);
    pop();
  }

  private void overMap(int items, String body) {
    int iterator = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(SCOPE).aload(items).checkcast(MAP);
    code.invokeinterface(MAP, "size", MethodTypeDesc.of(CD_int));
    scope("pushLoop", MethodTypeDesc.of(CD_void, CD_int));
    ClassDesc set = BytecodeClass.descriptor(Set.class);
    code.aload(items).checkcast(MAP).invokeinterface(MAP, "entrySet", MethodTypeDesc.of(set));
    code.invokeinterface(set, "iterator", MethodTypeDesc.of(ITERATOR)).astore(iterator);
    Label turn = code.newBoundLabel();
    Label done = code.newLabel();
    code.aload(iterator).invokeinterface(ITERATOR, "hasNext", MethodTypeDesc.of(CD_boolean));
    code.ifeq(done);
    code.aload(SCOPE).aload(OUT).aload(SCOPE).aload(iterator);
    code.invokeinterface(ITERATOR, "next", MethodTypeDesc.of(CD_Object)).checkcast(ENTRY);
    scope("entry", MethodTypeDesc.of(CD_Object, ENTRY));
    code.invokestatic(BytecodeClass.NAME, body, BytecodeClass.BODY);
    code.goto_(turn);
    code.labelBinding(done);
    pop();
  }

  private void enter(Node.With with) {
    String body = inside(with.names(), with.body());
    int inner = code.allocateLocal(TypeKind.REFERENCE);
    values.load(with.value());
    code.dup().astore(inner);
    code.invokestatic(TEXTS, "isPresent", TEST);
    code.ifThenElse(
        block -> {
          block.aload(SCOPE).aload(inner);
          block.invokevirtual(BytecodeClass.SCOPE, "push", MethodTypeDesc.of(CD_void, CD_Object));
          block.aload(SCOPE).aload(OUT).aload(inner);
          block.invokestatic(BytecodeClass.NAME, body, BytecodeClass.BODY);
          block.aload(SCOPE);
          block.invokevirtual(BytecodeClass.SCOPE, "pop", MethodTypeDesc.of(CD_void));
        },
        block -> branch(block, with.otherwise()));
  }

  private String inside(List<String> names, List<Node> body) {
    frames.push(Shape.ANY, names, false);
    String method = home.method(body, frames);
    frames.pop();
    return method;
  }

  private void include(Node.Include include) {
    int before = code.allocateLocal(TypeKind.REFERENCE);
    String body = home.partial(include.name());
    code.aload(SCOPE);
    scope("checkDeadline", MethodTypeDesc.of(CD_void));
    code.aload(OUT);
    home.load(code, String.class, include.indent());
    sink("indent", INDENT);
    code.astore(before);
    if (include.context().isEmpty() && include.arguments().isEmpty()) {
      call(body);
    } else {
      home.load(code, Piece.Include.class, values.net().include(include));
      code.aload(SCOPE).aload(OUT);
      code.invokevirtual(
          INCLUDE, "enter", MethodTypeDesc.of(CD_void, BytecodeClass.SCOPE, BytecodeClass.SINK));
      code.aload(SCOPE).aload(OUT).aload(SCOPE);
      scope("current", MethodTypeDesc.of(CD_Object));
      code.invokestatic(BytecodeClass.NAME, body, BytecodeClass.BODY);
      pop();
    }
    code.aload(OUT).aload(before);
    sink("restoreIndent", MethodTypeDesc.of(CD_void, CD_String));
  }

  private void pop() {
    code.aload(SCOPE);
    scope("pop", MethodTypeDesc.of(CD_void));
  }

  private void scope(String method, MethodTypeDesc type) {
    code.invokevirtual(BytecodeClass.SCOPE, method, type);
  }

  private void sink(String method, MethodTypeDesc type) {
    code.invokevirtual(BytecodeClass.SINK, method, type);
  }
}
