import { afterEach, describe, expect, it } from "vitest";
import { userToken } from "../cuts/credentials.js";
import { embeddedBackend } from "../cuts/embedded-backends.js";
import { lookUntil } from "../cuts/look-until.js";
import { createCrew, type Crew } from "./crew.js";
import { EXPERIENCE } from "./experience-api.js";
import { openChannel, type ChannelEnd } from "./open-channel.js";

const WAIT_MILLISECONDS = 10_000;

/** Each could mean another's, or everybody's, wherever an id is put into a subject, a topic, a key or an address. */
const HOSTILE = [
	"*",
	">",
	".",
	"..",
	"a.b",
	"a.*",
	"a.>",
	"a",
	"b",
	"A",
	"a ",
	" a",
	"a:b",
	`${EXPERIENCE}:a`,
	"user:a",
	"~YQ",
	"a~b",
	"a/b",
	"../a",
	"a%2Eb",
	"a,b",
	"'; drop table players; --",
	"__proto__",
	"constructor",
	"null",
	"é",
	"e\u0301",
	"🌲",
	"zoë",
	"ٱلْعَرَبِيَّة",
	"x".repeat(128),
];

/** No user's: nothing, too much, or what cannot be written down. */
const IMPOSSIBLE = ["", "x".repeat(129), "a\nb", "a\u0000b", "\u007f"];

const backend = embeddedBackend();
let crew: Crew | undefined;

afterEach(() => crew?.leave());

const port = (): number => backend().ports[0]!;

async function handshake(token: string | undefined): Promise<ChannelEnd> {
	return new Promise((resolve) => {
		const { socket } = openChannel(
			{ port: port(), experience: EXPERIENCE, token },
			{ onMessage: () => socket.terminate(), onEnd: resolve },
		);
	});
}

describe("users with ids of every kind", () => {
	it("[XL9] see their own alone", async () => {
		crew = createCrew({ port });
		const { clients, faults, api } = crew;
		for (const userId of HOSTILE) await crew.add(userId);
		await crew.stand();
		const { locations } = (await api.world()).world;
		for (const { client, copy } of clients) {
			const [to] = locations.find(({ id }) => id === copy.picture().location)!.exits;
			const id = `step-of-${HOSTILE.indexOf(client.userId)}`;
			expect((await client.act({ action: "move", location: to! }, id)).success).toBe(true);
		}
		const all = (): boolean => clients.every(({ client }) => client.ledger.told > 0);
		await lookUntil(all, WAIT_MILLISECONDS);
		await crew.compare();
		expect(clients.map(({ telling }) => telling.actions())).toEqual(
			HOSTILE.map((_, index) => [`step-of-${index}`]),
		);
		expect(clients.map(({ client }) => client.ledger.heard)).toEqual(HOSTILE.map(() => 0));
		expect(faults).toEqual([]);
	}, 60_000);

	it("[XL9] are refused at the handshake where they cannot be anybody's", async () => {
		for (const userId of IMPOSSIBLE) {
			const { status } = await handshake(await userToken(userId));
			expect([JSON.stringify(userId), status]).toEqual([JSON.stringify(userId), 401]);
		}
		expect((await handshake(undefined)).status).toBe(401);
		expect((await handshake("a.b.c")).status).toBe(401);
	}, 60_000);

	it("[XL9] do nothing in another's name", async () => {
		const token = await userToken("mallory");
		for (const userId of ["ada", "*", ">"]) {
			const response = await fetch(`http://127.0.0.1:${port()}/v1/experience/${EXPERIENCE}/actions`, {
				method: "POST",
				headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
				body: JSON.stringify({ user_id: userId, action: "look" }),
			});
			expect(response.status).toBe(403);
			const query = new URLSearchParams({ user_id: userId }).toString();
			const view = await fetch(`http://127.0.0.1:${port()}/v1/experience/${EXPERIENCE}/view?${query}`, {
				headers: { authorization: `Bearer ${token}` },
			});
			expect(view.status).toBe(403);
		}
	}, 60_000);
});
