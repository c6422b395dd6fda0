// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import java.util.Arrays;

/// Characters a reader cannot see, or that change how the text around them is shown.
public final class Invisible {

    /// Those that are neither unassigned nor format characters: joiners, fillers, variation selectors, tags.
    private static final int[][] SHOWN_AS_NOTHING = {
        {0x034F, 0x034F},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFFA0, 0xFFA0},
        {0xE0000, 0xE0FFF},
    };

    private Invisible() {}

    /// Controls (tab and line feed too), bidirectional and other format characters, lone surrogates, separators of
    /// lines, unassigned and private ones, and those Unicode says to show as nothing
    /// (Default_Ignorable_Code_Point).
    public static boolean is(int character) {
        if (character >= ' ' && character <= '~') {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isShownAsNothing(character);
        };
    }

    private static boolean isShownAsNothing(int character) {
        return Arrays.stream(SHOWN_AS_NOTHING).anyMatch(block -> character >= block[0] && character <= block[1]);
    }
}
