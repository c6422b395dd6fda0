// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A disk whose power can fail: of what was not forced, some is there afterwards and some is not, in no order. The
/// directory always holds what would be found when the power comes back.
final class ForgetfulDisk implements Disk {

    private static final int SECTOR = 512;

    private record Write(Output target, byte[] bytes, long offset) {}

    private final FileDisk real = new FileDisk();
    private final boolean forcing;
    private final List<Write> unforced = new ArrayList<>();
    private boolean powerless;

    /// @param forcing whether forcing does anything; without it this is a disk that lies
    ForgetfulDisk(boolean forcing) {
        this.forcing = forcing;
    }

    /// The power fails.
    ///
    /// @param chance decides for each sector that was not forced whether it got to the disk
    synchronized void fail(RandomGenerator chance) throws IOException {
        powerless = true;
        for (Write write : unforced) {
            for (int at = 0; at < write.bytes().length; at += SECTOR) {
                if (chance.nextBoolean()) {
                    int length = Math.min(SECTOR, write.bytes().length - at);
                    write.target().write(ByteBuffer.wrap(write.bytes(), at, length), write.offset() + at);
                }
            }
        }
    }

    @Override
    public synchronized void allocate(Path file, long bytes) throws IOException {
        live();
        real.allocate(file, bytes);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        live();
        real.rename(from, to);
    }

    @Override
    public synchronized void replace(Path file, byte[] content) throws IOException {
        live();
        real.replace(file, content);
    }

    @Override
    public synchronized Output open(Path path) throws IOException {
        live();
        return new Forgetful(real.open(path));
    }

    private void live() throws IOException {
        if (powerless) {
            throw new IOException("the power is off");
        }
    }

    private synchronized void write(Output target, ByteBuffer bytes, long offset) throws IOException {
        live();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        unforced.add(new Write(target, copy, offset));
    }

    private synchronized void force(Output target) throws IOException {
        live();
        if (!forcing) {
            return;
        }
        for (Write write : unforced) {
            if (write.target() == target) {
                target.write(ByteBuffer.wrap(write.bytes()), write.offset());
            }
        }
        unforced.removeIf(write -> write.target() == target);
    }

    /// Stays open until the end of the test: the power may still have something to write.
    private final class Forgetful implements Output {

        private final Output target;

        Forgetful(Output target) {
            this.target = target;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            ForgetfulDisk.this.write(target, bytes, offset);
        }

        @Override
        public void force() throws IOException {
            ForgetfulDisk.this.force(target);
        }

        @Override
        public void close() {
            // see above
        }
    }
}
