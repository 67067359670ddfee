import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import type { ContextWire, SnapshotAnswerWire, SnapshotWire } from "../../game/src/shared/wire/index.js";
import { parseSnapshot } from "../../api/src/snapshots/parse-snapshot.js";
import { runPlace } from "./run-place.js";

/** Every field of a context on the wire: a new one that the backend does not know would be kept unread. */
const CONTEXT_FIELDS: Readonly<Record<keyof ContextWire, true>> = {
	id: true,
	name: true,
	type: true,
	relationships: true,
	currentGroups: true,
	position: true,
	positions: true,
	location: true,
	recentInteractions: true,
	health: true,
	mood: true,
	lastSeen: true,
	cleared: true,
};

const ANSWER: SnapshotAnswerWire = {
	ok: true,
	world: "default",
	tick: 1,
	accepted: { members: 0, clusters: 0, events: 0 },
	missingPositions: [],
	ignored: [],
	watchers: 0,
};

/** A backend that confirms everything and keeps what it was sent. */
async function record(run: (url: string) => Promise<unknown>): Promise<readonly SnapshotWire[]> {
	const payloads: SnapshotWire[] = [];
	const server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on("data", (chunk: Buffer) => chunks.push(chunk));
		req.on("end", () => {
			const body = Buffer.concat(chunks);
			const text = req.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
			payloads.push(JSON.parse(text.toString("utf8")) as SnapshotWire);
			res.setHeader("content-type", "application/json").end(JSON.stringify(ANSWER));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	try {
		await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		return payloads;
	} finally {
		server.close();
	}
}

it("every payload of the compiled game is one that the backend takes, field by field", async () => {
	const payloads = await record((apiUrl) =>
		runPlace({ apiUrl, npcs: 30, players: 4, seconds: 60, clock: "virtual", seed: 11 }),
	);
	expect(payloads[0]?.kind).toBe("full");
	expect(new Set(payloads.map(({ kind }) => kind))).toEqual(new Set(["full", "delta", "cluster_update"]));
	expect(payloads.map(({ seq }) => seq)).toEqual(payloads.map((_, i) => i + 1));
	for (const payload of payloads) {
		expect(() => parseSnapshot(payload)).not.toThrow();
		for (const context of Object.values(payload.humanContext)) {
			expect(Object.keys(context).filter((field) => !(field in CONTEXT_FIELDS))).toEqual([]);
			const { currentGroups, positions } = context;
			if (currentGroups)
				expect(Object.keys(positions ?? {}).sort()).toEqual([...currentGroups.members].sort());
		}
		for (const { members, positions } of payload.clusters) {
			expect(Object.keys(positions ?? {}).sort()).toEqual([...members].sort());
		}
	}
});
