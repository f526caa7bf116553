@NullMarked
package io.setkeeper.standin.member;

import org.jspecify.annotations.NullMarked;
