import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createTRPCClient, createWSClient, httpLink, wsLink, type TRPCClient } from "@trpc/client";
import { pino } from "pino";
import { WebSocket } from "ws";
import { type App, createApp } from "../../../app.js";
import { loadConfig } from "../../../config/config.js";
import { createAccess } from "../../../http/access.js";
import { describeError } from "../../../http/describe-error.js";
import { type Metrics, createMetrics } from "../../../http/metrics.js";
import { PRODUCTION } from "../../../http/test-app.js";
import { createTokens } from "../../../http/tokens.js";
import { createMemoryEncounters, type MemoryEncounters } from "../../testing/memory-encounters.js";
import type { NewParticipant } from "../../engine/commands.js";
import { SWORD } from "../../engine/testing/test-room.js";
import { createEncounterEdge, type EncounterEdge, type EncounterEdgeDeps } from "../encounter-edge.js";
import type { EncounterRouter } from "../encounter-router.js";
import { createUserRates } from "../user-rates.js";
import type { ClusterMember } from "../open-from-cluster.js";
import { Refusal } from "../../../http/refusal.js";

export const KEY = "the-key-of-the-game";

export type Caller = TRPCClient<EncounterRouter>;

/** Who calls: roles as in their token. */
export interface TestUser {
	readonly userId: string;
	readonly roles?: readonly string[];
	/** Of the token; negative of one that has run out. */
	readonly seconds?: number;
}

/** The edge of encounters on a real server, as in production; all that it writes to its log is kept as it is. */
export class TestTable {
	readonly encounters: MemoryEncounters = createMemoryEncounters();
	readonly lines: string[] = [];
	readonly clusters = new Map<string, readonly ClusterMember[]>();
	edge!: EncounterEdge;
	port = 0;
	app: App | undefined;
	private metrics: Metrics | undefined;
	private server: Server | undefined;
	private readonly connections = new Set<Socket>();
	private readonly closers: (() => void)[] = [];

	async start(
		given: Partial<EncounterEdgeDeps> = {},
		env: Readonly<Record<string, string>> = {},
	): Promise<void> {
		const config = loadConfig({ ...PRODUCTION, RATE_LIMIT_PER_MINUTE: "1000000", ...env });
		// Without the redactor, which would hide what must not be written at all.
		const logger = pino(
			{ level: "trace", serializers: { err: (error: unknown) => describeError(error) } },
			{ write: (line) => void this.lines.push(line) },
		);
		const access = createAccess(config, logger);
		const now = (): number => Date.now() / 1000;
		this.edge = createEncounterEdge({
			encounters: this.encounters,
			clusterOf: (worldId, clusterId) => {
				const members = this.clusters.get(`${worldId}/${clusterId}`);
				if (members) return Promise.resolve(members);
				return Promise.reject(new Refusal("not_found", "There is no such cluster in this world."));
			},
			validate: this.encounters.validate,
			guards: access.guards,
			identities: access.identities,
			now,
			rates: createUserRates({ now, burst: 1_000_000, perSecond: 1_000_000 }),
			onFailure: (error, details) => logger.error({ ...details, err: error.cause ?? error }, "a call failed"),
			...given,
		});
		this.metrics = createMetrics();
		const common = { config, logger, access, metrics: this.metrics, probes: [], version: "0.0.0" };
		this.app = createApp({ ...common, features: this.edge.features });
		this.server = createServer(this.app.handler);
		this.app.sockets.attach(this.server);
		this.server.on("connection", (socket) => {
			this.connections.add(socket);
			socket.once("close", () => this.connections.delete(socket));
		});
		await once(this.server.listen(0, "127.0.0.1"), "listening");
		this.port = (this.server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async token({ userId, roles = [], seconds = 600 }: TestUser): Promise<string> {
		const issued = await createTokens(loadConfig(PRODUCTION).jwt).issue!({ userId, roles }, seconds);
		return issued.token;
	}

	/** Calls as somebody, over HTTP; without anybody, without a token. */
	async as(user?: TestUser): Promise<Caller> {
		const token = user && (await this.token(user));
		return createTRPCClient<EncounterRouter>({
			links: [
				httpLink({
					url: `${this.url}/trpc`,
					headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
				}),
			],
		});
	}

	/** Calls and subscribes over a WebSocket, by tRPC's own client; `frames` are told all that comes. */
	async over(user: TestUser, frames?: (text: string) => void): Promise<Caller> {
		const token = await this.token(user);
		// What tRPC's types know of sockets is the browser's class, of which `ws` has all that is used.
		const dialled: object = class extends WebSocket {
			constructor(address: string) {
				super(address, ["earshot.v1", `bearer.${token}`]);
				if (frames) this.on("message", (data: Buffer) => frames(data.toString()));
			}
		};
		const client = createWSClient({
			url: `ws://127.0.0.1:${this.port}/ws/trpc`,
			WebSocket: dialled as typeof globalThis.WebSocket,
			retryDelayMs: () => 20,
		});
		this.closers.push(() => void client.close());
		return createTRPCClient<EncounterRouter>({ links: [wsLink({ client })] });
	}

	/** Every connection breaks, as by a network that fails. */
	cut(): void {
		for (const socket of this.connections) socket.destroy();
	}

	/** Bytes that are written to connections and not taken yet. */
	bytesWaiting(): number {
		return [...this.connections].reduce((sum, socket) => sum + socket.writableLength, 0);
	}

	/** The service goes away. */
	async drain(): Promise<void> {
		this.edge.drain();
		await this.app?.sockets.close();
	}

	async end(): Promise<void> {
		for (const close of this.closers) close();
		await this.drain();
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve));
		this.app?.stop();
		this.metrics?.stop();
	}
}

export const DM = { userId: "the-dm" };
export const ANN = { userId: "ann" };
export const BOB = { userId: "bob" };

/** Ann's hero and the DM's ogre beside each other, and a wolf that nobody sees; the fight is on, Ann first. */
export async function fight(table: TestTable): Promise<string> {
	const dm = await table.as(DM);
	const { roomId } = await dm.createRoom.mutate({ title: "The ford" });
	for (const participant of FIGHTERS) await dm.addParticipant.mutate({ roomId, participant });
	await dm.startInteraction.mutate({ roomId });
	return roomId;
}

export const CANARY = "zq-canary-wolf";

export const FIGHTERS: readonly NewParticipantInput[] = [
	{
		entityId: "hero",
		entityType: "playerCharacter",
		name: "Hero",
		userId: ANN.userId,
		position: { x: 2, y: 2 },
		maxHP: 20,
		initiative: 30,
		attacks: [SWORD].map((sword) => ({ ...sword, damage: [...sword.damage] })),
	},
	{
		entityId: "ogre",
		entityType: "monster",
		name: "Ogre",
		position: { x: 8, y: 2 },
		maxHP: 30,
		initiative: 20,
		notes: `${CANARY}-notes`,
	},
	{
		entityId: `${CANARY}-id`,
		entityType: "monster",
		name: `${CANARY}-name`,
		position: { x: 12, y: 12 },
		maxHP: 30,
		initiative: 10,
		isHidden: true,
	},
];

/** As a call takes it: plain arrays. */
type NewParticipantInput = Parameters<Caller["addParticipant"]["mutate"]>[0]["participant"] & NewParticipant;
