package dev.loquat.prompt.template;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.loquat.prompt.template.Expression.Anchor;
import dev.loquat.prompt.template.Expression.Call;
import dev.loquat.prompt.template.Expression.Coalesce;
import dev.loquat.prompt.template.Expression.Literal;
import dev.loquat.prompt.template.Expression.Path;
import dev.loquat.prompt.value.JsonNull;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;

/** The code of expressions: each leaves its value on the stack. */
final class BytecodeValues {
  private static final ClassDesc READER = BytecodeClass.descriptor(Reader.class);
  private static final ClassDesc HELPER = BytecodeClass.descriptor(Helper.class);
  private static final MethodTypeDesc CHILD = MethodTypeDesc.of(CD_Object, CD_Object, CD_String);
  private static final MethodTypeDesc READ = MethodTypeDesc.of(CD_Object, BytecodeClass.SCOPE);
  private static final MethodTypeDesc APPLY =
      MethodTypeDesc.of(
          CD_Object,
          HELPER,
          CD_Object.arrayType(),
          BytecodeClass.descriptor(Map.class),
          BytecodeClass.SCOPE);

  private final BytecodeClass home;
  private final CodeBuilder code;
  private final Frames frames;

  BytecodeValues(BytecodeClass home, CodeBuilder code, Frames frames) {
    this.home = home;
    this.code = code;
    this.frames = frames;
  }

  /** Makes parts of the net, for what straight code would not do faster. */
  Assembler net() {
    return new Assembler(home.helpers(), Map.of(), frames);
  }

  void load(Expression expression) {
    switch (expression) {
      case Literal literal -> home.load(code, Object.class, literal.value());
      case Path path -> path(path);
      case Call call -> call(call);
      case Coalesce coalesce -> coalesce(coalesce.choices());
    }
  }

  private void path(Path path) {
    List<String> steps = path.steps();
    if (path.anchor() == Anchor.NAME) {
      Frames.Named named = frames.find(steps.getFirst());
      if (named.isKey()) {
        read(path);
        return;
      }
      level(named.up() < 0 ? path.up() : named.up());
      walk(named.up() < 0 ? steps : steps.subList(1, steps.size()));
    } else if (path.anchor() == Anchor.THIS) {
      level(path.up());
      walk(steps);
    } else {
      read(path);
    }
  }

  /** The value that many blocks further out. */
  private void level(int up) {
    if (up == 0) {
      code.aload(BytecodeBody.CURRENT);
    } else {
      code.aload(BytecodeBody.SCOPE).loadConstant(up);
      code.invokevirtual(BytecodeClass.SCOPE, "outer", MethodTypeDesc.of(CD_Object, CD_int));
    }
  }

  private void walk(List<String> steps) {
    for (String step : steps) {
      home.load(code, String.class, step);
      code.invokestatic(READER, "child", CHILD);
    }
  }

  private void read(Path path) {
    home.load(code, Reader.class, net().reader(path));
    code.aload(BytecodeBody.SCOPE).invokevirtual(READER, "read", READ);
  }

  private void call(Call call) {
    home.load(code, Helper.class, home.helpers().helper(call.helper()));
    code.loadConstant(call.arguments().size()).anewarray(CD_Object);
    for (int i = 0; i < call.arguments().size(); i++) {
      code.dup().loadConstant(i);
      load(call.arguments().get(i));
      code.aastore();
    }
    home.load(code, Map.class, net().readers(call.options()));
    code.aload(BytecodeBody.SCOPE);
    code.invokestatic(READER, "call", APPLY);
  }

  private void coalesce(List<Expression> choices) {
    load(choices.getFirst());
    if (choices.size() > 1) {
      code.dup();
      code.invokestatic(
          BytecodeClass.descriptor(JsonNull.class), "is", MethodTypeDesc.of(CD_boolean, CD_Object));
      code.ifThen(
          block -> {
            block.pop();
            new BytecodeValues(home, block, frames).coalesce(choices.subList(1, choices.size()));
          });
    }
  }
}
