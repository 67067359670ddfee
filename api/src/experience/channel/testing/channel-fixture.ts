import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { afterEach, beforeEach, expect } from "vitest";
import { type RunningDoors, createDoors, type DoorsOptions } from "../../../doors/create-doors.js";
import { createApiKeys } from "../../../http/api-keys.js";
import { createIdentities } from "../../../http/create-guards.js";
import { type Sockets, createSockets } from "../../../http/sockets.js";
import { keepingLogger, type LogLine } from "../../../http/test-app.js";
import { createTokens, type Tokens } from "../../../http/tokens.js";
import type { Log } from "../../../log/log.js";
import { createMemoryLog } from "../../../log/memory-log.js";
import { until } from "../../../testing/until.js";
import type { Experiences } from "../../experience.js";
import { createExperienceSocket } from "../experience-socket.js";
import { EXPERIENCE, type FakeExperiences, fakeExperiences } from "./fake-experiences.js";
import { dialPlayer, type DialOptions, type PlayerClient } from "./player-client.js";

export const SECRET = "a secret of at least thirty-two bytes";

export interface ChannelOptions extends Partial<DoorsOptions> {
	readonly log?: Log;
	/** Instead of the fixture's own. */
	readonly experiences?: Experiences;
	readonly tokens?: Tokens;
}

/** The channel over real sockets, made anew for each test and looked over for what was left behind. */
export class ChannelFixture {
	/** Seconds that the clock of the doors is ahead. */
	ahead = 0;
	log: Log = createMemoryLog();
	experiences: FakeExperiences = fakeExperiences(this.log);
	readonly failures: [error: unknown, details?: unknown][] = [];
	port = 0;
	private readonly keeping = keepingLogger({ LOG_LEVEL: "trace" });
	private readonly clients: PlayerClient[] = [];
	private running: { doors: RunningDoors; sockets: Sockets; server: Server } | undefined;

	get doors(): RunningDoors {
		if (!this.running) throw new Error("start the channel first");
		return this.running.doors;
	}

	logged(): readonly LogLine[] {
		return this.keeping.lines();
	}

	now(): number {
		return Date.now() / 1000 + this.ahead;
	}

	async start({ log, experiences, tokens, ...options }: ChannelOptions = {}): Promise<void> {
		if (log) {
			await this.log.close();
			this.log = log;
			this.experiences = fakeExperiences(log);
		}
		const now = (): number => this.now();
		const doors = createDoors({
			log: this.log,
			now,
			onFailure: (error) => this.failures.push([error]),
			...options,
		});
		const identities = createIdentities({
			apiKeys: createApiKeys(["the-key-of-the-game"]),
			tokens: tokens ?? createTokens({ source: { kind: "secret", secret: SECRET } }),
			open: true,
		});
		let connections = 0;
		const route = createExperienceSocket({
			identities,
			door: doors,
			experiences: experiences ?? this.experiences,
			defaultExperience: EXPERIENCE,
			now,
			newId: () => `c-${(connections += 1)}`,
			onFailure: (error, details) => this.failures.push([error, details]),
		});
		const sockets = createSockets({ routes: [route], origins: [], logger: this.keeping.logger });
		const server = createServer();
		sockets.attach(server);
		await once(server.listen(0, "127.0.0.1"), "listening");
		this.port = (server.address() as AddressInfo).port;
		this.running = { doors, sockets, server };
	}

	/** A token of a user, valid for some seconds. */
	token(userId: string, seconds = 3600): Promise<string> {
		return new SignJWT({})
			.setProtectedHeader({ alg: "HS256" })
			.setSubject(userId)
			.setExpirationTime(Math.floor(this.now()) + seconds)
			.sign(new TextEncoder().encode(SECRET));
	}

	/** A client of a user, with fresh state or after a cursor. */
	async dial(userId: string, cursor?: string, options: DialOptions = {}): Promise<PlayerClient> {
		const query = { ...(cursor !== undefined && { cursor }), ...options.query };
		const client = await dialPlayer(this.port, { token: await this.token(userId), ...options, query });
		this.clients.push(client);
		return client;
	}

	/** Clients that have their state. */
	async ready(...userIds: readonly string[]): Promise<readonly PlayerClient[]> {
		const clients = await Promise.all(userIds.map((userId) => this.dial(userId)));
		await Promise.all(clients.map((client) => client.next("world")));
		return clients;
	}

	/** The service goes away. */
	async drain(): Promise<void> {
		await this.running?.sockets.close();
	}

	async end(): Promise<void> {
		for (const { socket } of this.clients) socket.terminate();
		if (this.running) {
			const { doors, sockets, server } = this.running;
			await sockets.close();
			await until(() => doors.counts().sockets === 0, "readers were left behind");
			await doors.close();
			await new Promise((resolve) => server.close(resolve));
			expect(doors.counts()).toMatchObject({ sockets: 0, hubs: 0, timers: 0 });
		}
		await this.log.close();
	}
}

/** The fixture of the test that runs. */
export function useChannel(): () => ChannelFixture {
	let fixture: ChannelFixture;
	beforeEach(() => {
		fixture = new ChannelFixture();
	});
	afterEach(() => fixture.end());
	return () => fixture;
}
