import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { offeredToken, pickProtocol } from "./socket-protocol.js";

const offering = (header?: string) =>
	({ headers: { ...(header !== undefined && { "sec-websocket-protocol": header }) } }) as IncomingMessage;

describe("subprotocols of a WebSocket", () => {
	it.each([
		["earshot.v1, bearer.a.b.c", "a.b.c"],
		["bearer.a.b.c", "a.b.c"],
		[" earshot.v1 ,  bearer.a.b-_c ", "a.b-_c"],
		["earshot.v1", undefined],
		["bearers.a", undefined],
		[undefined, undefined],
	])("[ED95] of %j give the token %j", (header, token) => {
		expect(offeredToken(offering(header))).toBe(token);
	});

	it("[ED95] are answered with ours, and never with a token", () => {
		expect(pickProtocol(new Set(["bearer.a.b.c", "earshot.v1"]))).toBe("earshot.v1");
		expect(pickProtocol(new Set(["bearer.a.b.c"]))).toBe(false);
		expect(pickProtocol(new Set(["graphql-ws"]))).toBe(false);
	});
});
