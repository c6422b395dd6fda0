// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.Arrays;
import java.util.List;

/// A growing list of ints without boxing.
public final class Numbers {

    private static final int FIRST_CAPACITY = 8;

    private static final int HASH_FACTOR = 31;

    private static final int[] NONE = {};

    private int[] numbers = NONE;
    private int size;

    public void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(FIRST_CAPACITY, 2 * size));
        }
        numbers[size++] = number;
    }

    void addAll(int[] more) {
        for (int number : more) {
            add(number);
        }
    }

    public void addAll(Numbers more) {
        for (int i = 0; i < more.size; i++) {
            add(more.numbers[i]);
        }
    }

    public int get(int index) {
        return numbers[index];
    }

    public int size() {
        return size;
    }

    /// Forgets all from this index on.
    public void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    public void sort() {
        if (size > 1) {
            Arrays.sort(numbers, 0, size);
        }
    }

    /// A hash of these numbers after others.
    ///
    /// @param before the hash of the others
    public int hash(int before) {
        int hash = before;
        for (int i = 0; i < size; i++) {
            hash = hash * HASH_FACTOR + numbers[i];
        }
        return hash;
    }

    /// Whether these numbers stand in an array from a place on; false too if it is shorter.
    public boolean isAt(int[] others, int from) {
        if (others.length - from < size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (numbers[i] != others[from + i]) {
                return false;
            }
        }
        return true;
    }

    public int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }

    /// Sorts what stands from this index on and drops repetitions.
    void distinctFrom(int start) {
        Arrays.sort(numbers, start, size);
        int kept = start;
        for (int i = start; i < size; i++) {
            if (i == start || numbers[i] != numbers[i - 1]) {
                numbers[kept++] = numbers[i];
            }
        }
        size = kept;
    }

    public List<Integer> toList() {
        if (size == 0) {
            return List.of();
        }
        var boxed = new Integer[size];
        for (int i = 0; i < size; i++) {
            boxed[i] = numbers[i];
        }
        return List.of(boxed);
    }
}
