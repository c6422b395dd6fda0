// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PiecesTest {

    private static final String LONG = "x".repeat(Pieces.MOST);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Pieces pieces = new Pieces(channel);

    @Test
    void aHeadAndAShortBodyAreOnePiece() {
        pieces.begin(bytes("head "));
        pieces.add(bytes("body"));
        pieces.flush();

        assertThat(written()).containsExactly("head body");
    }

    @Test
    void aLongBodyIsNotCopied() {
        ByteBuf body = bytes(LONG);
        pieces.begin(bytes("head "));
        pieces.add(body);
        pieces.flush();

        assertThat(channel.<ByteBuf>readOutbound().toString(US_ASCII)).isEqualTo("head ");
        assertThat(channel.<ByteBuf>readOutbound()).isSameAs(body);
    }

    @Test
    void aShortChunkIsOnePieceWithItsFrameAndTheHead() {
        pieces.begin(bytes("head "));
        pieces.chunk(bytes("twelve bytes"));
        pieces.end(HttpWriter.lastChunk());
        pieces.flush();

        assertThat(written()).containsExactly("head c\r\ntwelve bytes\r\n0\r\n\r\n");
    }

    @Test
    void whoeverEndsLearnsWhenAllIsWritten() {
        pieces.begin(bytes("head "));
        var end = pieces.end(Unpooled.EMPTY_BUFFER);
        assertThat(end.isDone()).isFalse();

        pieces.flush();

        assertThat(end.isSuccess()).isTrue();
        assertThat(written()).containsExactly("head ");
    }

    @Test
    void whoeverEndsLearnsThatTheConnectionIsGone() {
        channel.close();
        pieces.begin(bytes("head "));
        var end = pieces.end(bytes("body"));
        pieces.flush();

        assertThat(end.isDone()).isTrue();
        assertThat(end.isSuccess()).isFalse();
    }

    @Test
    void whatIsDroppedIsReleasedAndNotWritten() {
        ByteBuf head = bytes("head ");
        pieces.begin(head);
        pieces.discard();
        pieces.flush();

        assertThat(head.refCnt()).isZero();
        assertThat(written()).isEmpty();
    }

    /// Whatever is put together: the bytes and their order stay, and nothing is kept.
    @Property
    void nothingIsLostDoubledOrOutOfOrder(@ForAll long seed) {
        var random = new Random(seed);
        var all = new StringBuilder();
        var made = new ArrayList<ByteBuf>();
        for (int i = 0; i < 20; i++) {
            String text = "<" + i + ">" + "y".repeat(random.nextInt(3) * random.nextInt(Pieces.MOST));
            ByteBuf piece = bytes(text);
            made.add(piece);
            all.append(text);
            switch (random.nextInt(4)) {
                case 0 -> pieces.begin(piece);
                case 1 -> pieces.add(piece);
                case 2 -> pieces.end(piece);
                default -> {
                    pieces.flush();
                    pieces.begin(piece);
                }
            }
        }
        pieces.flush();
        assertThat(String.join("", written())).isEqualTo(all.toString());
        assertThat(made).allMatch(piece -> piece.refCnt() == 0);
    }

    private List<String> written() {
        var texts = new ArrayList<String>();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            texts.add(next.toString(US_ASCII));
            next.release();
        }
        return texts;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.buffer().writeBytes(text.getBytes(US_ASCII));
    }
}
