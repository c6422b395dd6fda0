// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.Emergencies;

/// How many times somebody broke the glass and nobody has looked at it in time, as of the last round.
public final class LateReviews implements Runnable {

    private static final System.Logger LOG = System.getLogger(LateReviews.class.getName());

    private final Emergencies emergencies;
    private volatile int count;

    LateReviews(Emergencies emergencies) {
        this.emergencies = emergencies;
    }

    public int count() {
        return count;
    }

    @Override
    public void run() {
        int before = count;
        count = emergencies.late();
        if (count > before) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} of those who broke the glass were not looked at in time: see `GET /approvals?kind=review`",
                    count);
        }
    }
}
