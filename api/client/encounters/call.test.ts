import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { call } from "./call.js";

let server: Server | undefined;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

/** Answers with so many bytes of a text, and ends the connection. */
async function callAt(status: number, text: string, sent = text.length): Promise<unknown> {
	server = createServer((_req, res) => {
		res.writeHead(status, { "content-type": "application/json", "content-length": text.length });
		res.write(text.slice(0, sent), () => {
			if (sent < text.length) res.destroy();
			else res.end();
		});
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
	const ports = { fetch, baseUrl, token: () => undefined };
	const { signal } = new AbortController();
	return call(ports, { procedure: "pauseInteraction", input: {} }, signal);
}

const FORBIDDEN = JSON.stringify({
	error: { message: "Only the DM of this room may do that.", data: { httpStatus: 403 } },
});

describe("a call", () => {
	it("[ET23] is refused with the sentence of the server", async () => {
		await expect(callAt(403, FORBIDDEN)).rejects.toMatchObject({
			name: "Refused",
			message: "Only the DM of this room may do that.",
		});
	});

	it.each([0, 1, FORBIDDEN.length - 1])(
		"[ET23] has no answer where that is cut after %i bytes, whatever its status says",
		async (sent) => {
			const error: unknown = await callAt(403, FORBIDDEN, sent).catch((thrown: unknown) => thrown);
			expect(error).toBeInstanceOf(TypeError);
		},
	);

	it("[ET23] that a proxy answers with a page of its own is one that the proxy refuses", async () => {
		await expect(callAt(403, "<h1>No.</h1>")).rejects.toMatchObject({ name: "Refused", status: 403 });
		server?.close();
		await expect(callAt(200, "<h1>Hello.</h1>")).rejects.toMatchObject({ name: "HttpFailure", status: 502 });
	});
});
