import { Router } from "express";
import { z } from "zod";
import type { FollowDoor } from "../../doors/doors.js";
import type { Feature } from "../../http/feature.js";
import type { Identities } from "../../http/guards.js";
import type { SocketRoute } from "../../http/socket-route.js";
import { EXPERIENCE_ID, type Experiences } from "../experience.js";
import { createKnownExperiences } from "../known-experiences.js";
import { MAX_CURSOR, MAX_FRAME_BYTES } from "./channel-limits.js";
import { servePlayer } from "./serve-player.js";
import { createWorldNews } from "./world-news.js";

export interface ExperienceSocketDeps {
	readonly identities: Pick<Identities, "user">;
	readonly door: FollowDoor;
	readonly experiences: Experiences;
	/** Of clients that name none. */
	readonly defaultExperience: string;
	/** Unix seconds. */
	readonly now: () => number;
	/** Of a connection. */
	readonly newId: () => string;
	/** Hears of what broke here while a client's command was done. */
	readonly onFailure: (error: unknown, details: Readonly<Record<string, unknown>>) => void;
}

const socketQuery = z.object({
	experience: z.string().regex(EXPERIENCE_ID, "must be 1 to 64 of a to z, 0 to 9 and -").optional(),
	cursor: z.string().max(MAX_CURSOR).optional(),
});

/**
 * `GET /ws/experience`: a player's own view of an experience, in real time, and what the player does about it. Who is
 * no user by their token, and who names an experience that there is not, is refused before the handshake.
 */
export function createExperienceSocket(deps: ExperienceSocketDeps): SocketRoute {
	const { identities, experiences, defaultExperience } = deps;
	const mustBeKnown = createKnownExperiences(experiences);
	const news = createWorldNews();
	return {
		path: "/ws/experience",
		maxMessageBytes: MAX_FRAME_BYTES,
		admit: async (req, address) => {
			const { userId, expiresAt } = await identities.user(req);
			const query = socketQuery.parse(Object.fromEntries(address.searchParams));
			const { experience = defaultExperience, cursor } = query;
			await mustBeKnown(experience);
			return servePlayer({ ...deps, news, player: { experience, userId }, expiresAt, wanted: cursor });
		},
	};
}

/** The channel as a feature: its socket alone. */
export function createExperienceChannel(deps: ExperienceSocketDeps): Feature {
	return { routes: Router(), describe: () => undefined, sockets: [createExperienceSocket(deps)] };
}
