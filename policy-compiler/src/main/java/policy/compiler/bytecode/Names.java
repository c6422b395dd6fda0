// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Term;
import policy.compiler.condition.Truth;
import policy.compiler.tree.KeyIndex;
import policy.compiler.tree.Node;
import policy.compiler.walk.Found;
import policy.compiler.walk.SharedAtom;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Slots;
import policy.runtime.request.Value;

/// What generated code calls.
final class Names {

    static final ClassDesc ROUTE = of(Route.class);
    static final ClassDesc REQUEST = of(AccessRequest.class);
    static final ClassDesc FOUND = of(Found.class);
    static final ClassDesc VALUE = of(Value.class);
    static final ClassDesc TERM = of(Term.class);
    static final ClassDesc TRUTH = of(Truth.class);
    static final ClassDesc ANSWER = of(Answer.class);
    static final ClassDesc KLEENE = of(Kleene.class);
    static final ClassDesc CONDITION = of(Condition.class);
    static final ClassDesc SLOTS = of(Slots.class);
    static final ClassDesc INDEX = of(KeyIndex.class);
    static final ClassDesc SWITCH = of(Node.Switch.class);
    static final ClassDesc LIST = of(List.class);
    static final ClassDesc SHARED = of(SharedAtom.class);
    static final ClassDesc MATH = of(Math.class);

    /// Of [Route#follow] and of every method that is a part.
    static final MethodTypeDesc FOLLOW = MethodTypeDesc.of(CD_void, CD_int, REQUEST, FOUND);
    /// Of every method that is the form of a condition: the request, what was found, where its constants begin.
    static final MethodTypeDesc FORM = MethodTypeDesc.of(CD_int, REQUEST, FOUND, CD_int);

    static final MethodTypeDesc FIND = MethodTypeDesc.of(CD_int, INDEX, VALUE);
    static final MethodTypeDesc UNTOLD = MethodTypeDesc.of(CD_void, SWITCH, VALUE, REQUEST);
    static final MethodTypeDesc JUDGE = MethodTypeDesc.of(CD_void, LIST, REQUEST);
    static final MethodTypeDesc LEAF = MethodTypeDesc.of(CD_void, CD_int, REQUEST, FOUND);
    static final MethodTypeDesc LEAF_OF = MethodTypeDesc.of(CD_int, CD_int.arrayType(), CD_int, REQUEST, FOUND);
    static final MethodTypeDesc INIT = MethodTypeDesc.of(CD_void, CD_int.arrayType());
    /// Of [Route#truth].
    static final MethodTypeDesc FORM_TRUTH = MethodTypeDesc.of(CD_int, CD_int, REQUEST, FOUND, CD_int);
    static final MethodTypeDesc SHARED_ANSWER = MethodTypeDesc.of(CD_int, SHARED, REQUEST);
    static final MethodTypeDesc INT_TO_VOID = MethodTypeDesc.of(CD_void, CD_int);
    static final MethodTypeDesc INT_TO_INT = MethodTypeDesc.of(CD_int, CD_int);
    static final MethodTypeDesc INTS_TO_INT = MethodTypeDesc.of(CD_int, CD_int, CD_int);
    static final MethodTypeDesc TO_INT = MethodTypeDesc.of(CD_int);
    static final MethodTypeDesc SLOT_VALUE = MethodTypeDesc.of(VALUE, CD_int);
    static final MethodTypeDesc TERM_VALUE = MethodTypeDesc.of(VALUE, SLOTS);
    static final MethodTypeDesc KLEENE_TRUTH = MethodTypeDesc.of(TRUTH, CONDITION, SLOTS);

    /// The constants of a class: what was given to it when it was defined.
    static final DynamicConstantDesc<Object[]> CONSTANTS = DynamicConstantDesc.ofNamed(
            ConstantDescs.ofConstantBootstrap(of(MethodHandles.class), "classData", CD_Object),
            ConstantDescs.DEFAULT_NAME,
            CD_Object.arrayType());

    private Names() {}

    static ClassDesc of(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
