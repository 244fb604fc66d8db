/**
 * The REST interface, the stream of events, the metrics and the page. It turns HTTP into questions
 * to {@code view}, incidents and events, and answers into JSON; it decides nothing.
 */
package org.utsusemi.controller.rest;
