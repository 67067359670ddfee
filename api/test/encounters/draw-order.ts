import type { RoomCommand } from "../../src/encounters/encounters.js";
import { actorFor, randomBody, type Tried } from "../../src/encounters/engine/testing/random-play.js";
import type { GameView } from "../../src/encounters/engine/view.js";
import { pick, type Random } from "../../src/wording/random.js";
import type { Guest, Table } from "./table.js";

/** A command and who gives it. */
export interface Order {
	readonly by: Guest;
	readonly body: RoomCommand;
}

/** The room alone says the first two; after the third there is nothing more to do. */
const NOT_GIVEN: ReadonlySet<string> = new Set(["timeOut", "presence", "complete"]);

/** How often somebody sees to it that the encounter goes on, where it does not. */
const GOES_ON = 0.8;

/** Anything that may be asked of a room, legal or not, mostly by whose it is to ask. */
export function drawOrder(random: Random, table: Table, view: GameView): Order {
	const { dm } = table;
	if (view.status === "waiting" && random() < GOES_ON) return { by: dm, body: { type: "start" } };
	if (view.status === "paused" && random() < GOES_ON) return { by: dm, body: { type: "resume" } };
	const state = asDrawn(view);
	const undo = () => ({ type: "undo", to: 1 + Math.floor(random() * MOST_UNDONE) }) as const;
	for (;;) {
		const body = randomBody(random, { state, undo });
		if (NOT_GIVEN.has(body.type)) continue;
		const actor = actorFor(random, state, body);
		const named = actor.kind === "player" ? actor.userId : undefined;
		const player = table.guests.find(
			({ userId }) => userId === named || userId === table.userOf(named ?? ""),
		);
		const by = player ?? (actor.kind === "player" ? pick(random, table.guests)! : dm);
		return { by, body: atTable(table, by, body) };
	}
}

/** Entries of a room that the DM may wish to be back at; places that are not there are tried, too. */
const MOST_UNDONE = 200;

/** The view is all that is known of the state. */
function asDrawn(view: GameView): Tried {
	return view;
}

/** With the users of the table in the place of those who were drawn. */
function atTable({ userOf, dm }: Table, by: Guest, body: RoomCommand): RoomCommand {
	if (body.type === "chat" && body.to) return { ...body, to: body.to.map(userOf) };
	if (body.type !== "addParticipant") return body;
	const { userId, ...participant } = body.participant;
	// Who brings somebody without saying whose it is brings their own.
	const owner = userId === undefined ? (by === dm ? undefined : by.userId) : userOf(userId);
	return {
		type: "addParticipant",
		participant: { ...participant, ...(owner !== undefined && { userId: owner }) },
	};
}
