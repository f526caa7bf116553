/** The controllers by example: objects in, changes out. */
@NullMarked
package io.setkeeper.sandbox.controller;

import org.jspecify.annotations.NullMarked;
