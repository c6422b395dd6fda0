// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A duration or size within bounds, given as they are written in the file.
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {Between.OfDuration.class, Between.OfSize.class})
@interface Between {
    String min();

    String max();

    String message() default "must be between {min} and {max}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class OfDuration implements ConstraintValidator<Between, Duration> {
        private Duration min = Duration.ZERO;
        private Duration max = Duration.ZERO;

        @Override
        public void initialize(Between bounds) {
            min = Quantities.duration(bounds.min());
            max = Quantities.duration(bounds.max());
        }

        @Override
        public boolean isValid(@Nullable Duration value, ConstraintValidatorContext context) {
            return value == null || (value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
        }
    }

    final class OfSize implements ConstraintValidator<Between, Size> {
        private long min;
        private long max;

        @Override
        public void initialize(Between bounds) {
            min = Quantities.bytes(bounds.min());
            max = Quantities.bytes(bounds.max());
        }

        @Override
        public boolean isValid(@Nullable Size value, ConstraintValidatorContext context) {
            return value == null || (value.bytes() >= min && value.bytes() <= max);
        }
    }
}
