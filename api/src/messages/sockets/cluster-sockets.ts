import { Router } from "express";
import type { FollowDoor } from "../../doors/doors.js";
import type { TopicView } from "../../doors/topic-view.js";
import type { Feature } from "../../http/feature.js";
import type { Identities } from "../../http/guards.js";
import { BODY_LIMIT_BYTES, SMALL_BODY_LIMIT_BYTES } from "../../config/limits.js";
import { inboundQuery } from "./inbound-query.js";
import { serveInbound } from "./serve-inbound.js";
import { type OutboundDeps, serveOutbound } from "./serve-outbound.js";

export interface ClusterSocketsDeps extends OutboundDeps {
	readonly identities: Identities;
	readonly door: FollowDoor;
	/** A world's talk with its entries as they are. */
	readonly talkView: (world: string) => TopicView;
	/** What a game server is told. */
	readonly answersView: (serverId: string) => TopicView;
	/** The group that a member of a world is in now. */
	readonly clusterOf: (world: string, member: string) => Promise<string | undefined>;
	/** World of callers that name none. */
	readonly defaultWorld: string;
}

/** The two sockets of a game server: `/clusters/outbound`, by which it tells, and `/clusters/inbound`, by which it hears. */
export function createClusterSockets(deps: ClusterSocketsDeps): Feature {
	const { identities, door, talkView, answersView, clusterOf, defaultWorld, now, onFailure } = deps;
	return {
		routes: Router(),
		describe: () => undefined,
		sockets: [
			{
				path: "/clusters/outbound",
				maxMessageBytes: BODY_LIMIT_BYTES,
				admit: async (req) => {
					await identities.gameServer(req);
					return serveOutbound(deps);
				},
			},
			{
				path: "/clusters/inbound",
				maxMessageBytes: SMALL_BODY_LIMIT_BYTES,
				admit: async (req, address) => {
					await identities.gameServer(req);
					const { world = defaultWorld, serverId } = inboundQuery(address);
					return serveInbound({
						door,
						talk: talkView(world),
						...(serverId !== undefined && { answers: answersView(serverId) }),
						clusterOf: (member) => clusterOf(world, member),
						now,
						onFailure,
					});
				},
			},
		],
	};
}
