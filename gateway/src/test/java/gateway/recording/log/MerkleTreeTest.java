// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MerkleTreeTest {

    /// The leaves and roots that Certificate Transparency's implementations test themselves with.
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    })
    void rootsAreThoseOfRfc6962(int size, String root) {
        var tree = new MerkleTree();
        LEAVES.stream().limit(size).map(HexFormat.of()::parseHex).forEach(leaf -> append(tree, leaf));

        assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(root);
    }

    @Test
    void growingGivesWhatTheRecursiveDefinitionGives() throws Exception {
        var tree = new MerkleTree();
        var leaves =
                IntStream.range(0, 300).mapToObj(i -> ("leaf " + i).getBytes()).toList();
        for (int size = 1; size <= leaves.size(); size++) {
            append(tree, leaves.get(size - 1));
            assertThat(tree.root()).isEqualTo(byDefinition(leaves.subList(0, size)));
        }
    }

    @Test
    void aTreeGoesOnFromItsPeaks() {
        var whole = new MerkleTree();
        for (int i = 0; i < 100; i++) {
            var resumed = new MerkleTree(whole.size(), whole.peaks());
            append(whole, new byte[] {(byte) i});
            append(resumed, new byte[] {(byte) i});
            assertThat(resumed.sameAs(whole)).isTrue();
        }
    }

    private static void append(MerkleTree tree, byte[] leaf) {
        tree.append(tree.leafHash(leaf, 0, leaf.length));
    }

    /// RFC 6962 section 2.1, word for word.
    private static byte[] byDefinition(List<byte[]> leaves) throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        if (leaves.size() == 1) {
            sha256.update((byte) 0);
            return sha256.digest(leaves.getFirst());
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        sha256.update((byte) 1);
        sha256.update(byDefinition(leaves.subList(0, split)));
        return sha256.digest(byDefinition(leaves.subList(split, leaves.size())));
    }
}
