import { HttpService } from "@rbxts/services";
import type { HttpAnswer, HttpPort } from "../../src/server/backend/http-port";
import { urlText } from "../../src/server/backend/url-text";
import { createEncounters } from "../../src/server/encounters/encounters";
import type { Encounters } from "../../src/server/encounters/encounter-ports";
import type { Figure } from "../../src/server/encounters/figures";
import type { Spot } from "../../src/server/npcs/wander";
import { RequestBudget } from "../../src/server/state/budget";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";
import type { EarshotConfig } from "../../src/shared/config/config";
import type { EncounterMessage } from "../../src/shared/remotes/encounter-messages";
import type { GiveCommandWire, OpenEncounterWire } from "../../src/shared/wire";
import { SeededRandom } from "../harness/random";
import { GROUND, RoomBackend } from "./room-backend";

const FRAME_SECONDS = 0.125;
const ANSWER_SECONDS = 0.1;
/** Studs at which cell 0, 0 of the rooms begins in these places. */
export const ORIGIN = GROUND.corner;

/** Encounters, a stage that they are seen on and a backend, over a line on which things go wrong, in virtual time. */
export class RoomRig {
	now = 0;
	/** Chance that a request or its answer is lost, or that it fails. */
	faultRate = 0;
	isDown = false;
	/** Other rooms of its world. */
	readonly others: RoomBackend[] = [];
	readonly encounters: Encounters;
	readonly shown = new Map<string, EncounterMessage>();
	/** What players were told, and where bodies were sent, oldest first. */
	readonly told: string[] = [];
	readonly walks: string[] = [];
	readonly held = new Set<string>();
	readonly marks = new Map<string, string>();
	/** Who stands where in place of those who have no body, by key. */
	readonly figures = new Map<string, Figure>();
	/** When each request went out, by method and path. */
	readonly sent: { readonly method: string; readonly path: string; readonly at: number }[] = [];
	/** What the bodies of some say of their sheets. */
	readonly sheets = new Map<string, unknown>();
	readonly warnings: string[] = [];
	/** Where everybody stands. */
	readonly spots = new Map<string, Spot>();
	private due: { readonly at: number; readonly run: () => void }[] = [];
	private ids = 0;

	constructor(
		private readonly random: SeededRandom = new SeededRandom(1),
		config: Partial<EarshotConfig> = {},
		/** That of another place's server, where this is one more of the same place. */
		readonly backend = new RoomBackend(),
		/** No server's ids are another's. */
		name = "s1",
	) {
		const settings = { ...DEFAULT_CONFIG, ...config };
		this.encounters = createEncounters({
			config: settings,
			clock: { seconds: () => this.now },
			random: { unit: () => random.unit() },
			logger: { write: (level, text) => level === "warn" && this.warnings.push(text) },
			http: {
				send: (request, done) => this.send(request, done),
				encode: (body) => ({ ok: true, text: HttpService.JSONEncode(body) }),
			},
			budget: new RequestBudget(settings),
			newId: () => {
				this.ids += 1;
				return `${name}-${this.ids}`;
			},
			mayOpen: () => settings.encounterOpeners === "everybody",
			clusterOf: (id) =>
				this.backend.cluster.has(id)
					? { id: "c1", members: this.members(), formed: 0, updated: 0 }
					: undefined,
			spotOf: (id) => this.spots.get(id),
			isNpc: (id) => id.match("^npc")[0] !== undefined,
			sheetTextOf: (id) => this.sheets.get(id),
			decode: (text) => HttpService.JSONDecode(text),
			nameOf: (id) => (this.spots.has(id) ? `The ${id}` : undefined),
			shownText: (_, text) => `${text}!`,
			stage: {
				show: (userId, message) => this.shown.set(userId, message),
				tell: (userId, text) => this.told.push(`${userId}: ${text}`),
				hold: (npcId, isHeld) => (isHeld ? this.held.add(npcId) : this.held.delete(npcId)),
				walk: (id, { x, z }) => {
					this.walks.push(`${id} ${x} ${z}`);
					this.spots.set(id, { x, z });
				},
				mark: (id, { entityId, health }) => this.marks.set(id, `${entityId} ${health}`),
				unmark: (id) => this.marks.delete(id),
				stand: (key, figure) => this.figures.set(key, figure),
				clear: (key) => this.figures.delete(key),
			},
		});
	}

	/** Two NPCs and some players in cells of one cluster, each in the middle of theirs. */
	gather(...userIds: string[]): this {
		["npc-a", "npc-b", ...userIds].forEach((id, index) => {
			this.backend.cluster.set(id, { x: 6 + index, y: 7, isPlayer: userIds.includes(id) });
		});
		return this.come(...userIds);
	}

	/** Two NPCs and some players stand in those cells, in a cluster or not. */
	come(...userIds: string[]): this {
		["npc-a", "npc-b", ...userIds].forEach((id, index) => {
			this.spots.set(id, { x: ORIGIN.x + (6.5 + index) * 5, z: ORIGIN.z + 7.5 * 5 });
		});
		for (const userId of userIds) this.encounters.joined(userId);
		return this.run(0.5);
	}

	/** Another server of the place, which shares nothing with this one but the backend. */
	another(config: Partial<EarshotConfig> = {}): RoomRig {
		return new RoomRig(new SeededRandom(2), config, this.backend, "s2");
	}

	/** Requests that went out to an address, by what it begins with. */
	asked(path: string): number {
		return this.sent.filter((request) => request.path.sub(1, path.size()) === path).size();
	}

	/** The first of them opens a room and starts it. */
	begin(...userIds: string[]): this {
		this.gather(...userIds);
		this.encounters.ordered(userIds[0]!, { kind: "open" });
		this.run(2);
		this.encounters.ordered(userIds[0]!, { kind: "lead", what: "start" });
		return this.run(2);
	}

	run(seconds: number): this {
		for (const _ of $range(1, math.floor(seconds / FRAME_SECONDS))) {
			this.now += FRAME_SECONDS;
			const ready = this.due.filter(({ at }) => at <= this.now);
			this.due = this.due.filter(({ at }) => at > this.now);
			for (const { run } of ready) run();
			this.encounters.step(this.now);
		}
		return this;
	}

	/** What was told since this was asked last. */
	news(): readonly string[] {
		const news = [...this.told];
		this.told.clear();
		return news;
	}

	private members(): readonly string[] {
		const ids: string[] = [];
		for (const [id] of this.backend.cluster) ids.push(id);
		return ids.sort();
	}

	private readonly send: HttpPort["send"] = ({ method, path, body }, done) => {
		this.sent.push({ method, path, at: this.now });
		const answer = this.exchange(path, body);
		this.due.push({ at: this.now + ANSWER_SECONDS, run: () => done(answer) });
	};

	private exchange(path: string, body: string | undefined): HttpAnswer {
		const lost: HttpAnswer = { kind: "lost", reason: "HttpError: ConnectFail", bytesSent: 0 };
		const fault = this.random.chance(this.faultRate) ? this.random.integer(1, 3) : 0;
		if (this.isDown || fault === 1) return lost;
		if (fault === 2) return { kind: "answered", status: 500, body: undefined, bytesSent: 0 };
		const answer = this.ask(path, body);
		return fault === 3 ? lost : { kind: "answered", status: answer.status, body: answer.body, bytesSent: 0 };
	}

	private ask(path: string, body: string | undefined) {
		const given = body === undefined ? undefined : HttpService.JSONDecode(body);
		if (path === "/v1/worlds/default/encounters") {
			const rooms = [this.backend, ...this.others].map((backend) => backend.placed());
			return { status: 200, body: { rooms: rooms.reduce((all, some) => [...all, ...some]) } };
		}
		if (path === "/v1/encounters") return this.backend.open(given as OpenEncounterWire);
		for (const backend of [this.backend, ...this.others]) {
			const base = `/v1/encounters/${urlText(backend.roomId)}`;
			if (path === `${base}/commands`) return backend.give(given as GiveCommandWire);
			const [begin, userId] = path.split("?user_id=");
			if (begin === base) return backend.look(userId ?? "");
		}
		return { status: 404 };
	}
}
