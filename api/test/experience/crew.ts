import { userToken } from "../cuts/credentials.js";
import { lookUntil } from "../cuts/look-until.js";
import type { ClientSurroundings } from "./channel-client.js";
import { createExperienceApi, EXPERIENCE, type ExperienceApi } from "./experience-api.js";
import { pictureOf } from "./player-copy.js";
import { createStrictClient, type StrictClient } from "./strict-client.js";

export interface CrewOptions {
	/** Where requests go, and connections that are led nowhere else. */
	readonly port: () => number;
	readonly silenceMilliseconds?: () => number;
}

/** Players' clients of one test, and what was wrong with anything that they were told. */
export interface Crew {
	readonly api: ExperienceApi;
	readonly faults: readonly string[];
	readonly fault: (what: string) => void;
	readonly clients: readonly StrictClient[];
	/** A client more, that has not begun; through another port, where one is given. */
	readonly add: (userId: string, port?: () => number) => Promise<StrictClient>;
	/** Begins all that have not; resolves when each has the whole state. */
	readonly stand: () => Promise<void>;
	/** Waits until each client's copy is what fresh state says; notes who comes to rest at anything else. */
	readonly compare: (milliseconds?: number) => Promise<void>;
	readonly leave: () => Promise<void>;
}

/** Of a busy machine. */
const STAND_MILLISECONDS = 60_000;
const REST_MILLISECONDS = 20_000;

/** Faults beyond these say nothing new. */
const MOST_FAULTS = 20;

export function createCrew({ port, silenceMilliseconds = () => Infinity }: CrewOptions): Crew {
	const api = createExperienceApi(port);
	const faults: string[] = [];
	const clients: StrictClient[] = [];
	const fault = (what: string): void => {
		if (faults.length < MOST_FAULTS) faults.push(what);
	};
	const surroundings = (at: () => number): ClientSurroundings => ({
		experience: EXPERIENCE,
		port: at,
		silenceMilliseconds,
		fault,
	});

	/** Who differs from fresh state, and how. */
	async function differences(): Promise<readonly string[]> {
		const { world } = await api.world();
		const users = [...new Set(clients.map(({ client }) => client.userId))];
		const pictures = new Map<string, string>();
		for (const userId of users) {
			const { view } = await api.view(userId);
			pictures.set(userId, JSON.stringify(pictureOf(view, world)));
		}
		return clients.flatMap(({ client, copy }, index) => {
			const is = JSON.stringify(copy.picture());
			const should = pictures.get(client.userId);
			return is === should ? [] : [`client ${index} of ${client.userId} rests at ${is}, not ${should}`];
		});
	}

	return {
		api,
		faults,
		fault,
		clients,
		async add(userId, at = port) {
			const token = await userToken(userId);
			const client = createStrictClient(surroundings(at), { userId, token });
			clients.push(client);
			return client;
		},
		async stand() {
			for (const { client } of clients) if (client.connections === 0) client.start();
			const stood = (): boolean => faults.length > 0 || clients.every(({ client }) => client.stands);
			if (!(await lookUntil(stood, STAND_MILLISECONDS))) fault("not all clients stand");
		},
		async compare(milliseconds = REST_MILLISECONDS) {
			const deadline = performance.now() + milliseconds;
			let found = await differences();
			while (found.length > 0 && performance.now() < deadline) {
				await new Promise((resolve) => setTimeout(resolve, 50));
				found = await differences();
			}
			found.forEach(fault);
		},
		async leave() {
			await Promise.all(clients.map(({ client }) => client.leave()));
		},
	};
}
