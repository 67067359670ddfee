import { SocketClose, type ServeSocket } from "../../http/socket-route.js";
import type { Player } from "../experience.js";
import { playerView, sharedView } from "../topic-views.js";
import type { OwnMessage } from "./channel-message.js";
import type { ExperienceSocketDeps } from "./experience-socket.js";
import { formatPlaces, parsePlaces } from "./places.js";
import { PlayerCommands } from "./player-commands.js";
import { PlayerReaders } from "./player-readers.js";
import type { WorldNews } from "./world-news.js";

export interface ServePlayerOptions extends Pick<
	ExperienceSocketDeps,
	"door" | "experiences" | "now" | "newId" | "onFailure"
> {
	readonly player: Player;
	readonly news: WorldNews;
	/** Unix seconds at which the player's token ends. */
	readonly expiresAt: number;
	/** The cursor to resume after, as the client gave it. */
	readonly wanted: string | undefined;
}

/** Serves one client of a player, from its handshake on. */
export function servePlayer(options: ServePlayerOptions): ServeSocket {
	const { door, experiences, player, news, now, newId, onFailure, expiresAt, wanted } = options;
	return (socket, stream) => {
		const connectionId = newId();
		const { experience, userId } = player;

		/** Who sends and does not take the answers is not listened to until they do: answers are not piled up. */
		function say(message: OwnMessage): void {
			if (socket.readyState !== socket.OPEN) return;
			socket.send(JSON.stringify(message));
			if (stream.writableNeedDrain) socket.pause();
		}

		const readers = new PlayerReaders(
			{
				door,
				player: playerView(experiences, player),
				shared: sharedView(experiences, experience),
				news,
				userId,
				now,
				expiresAt,
			},
			{ socket, stream },
		);
		let commands: PlayerCommands | undefined;
		const listen = (): PlayerCommands =>
			new PlayerCommands({
				experiences,
				player,
				now,
				say,
				isOpen: () => socket.readyState === socket.OPEN,
				resume: (wanted, id) => {
					say({ type: "resumed", id, cursor: cursorOf(wanted) });
					readers.start(wanted);
				},
				onFlood: () => socket.close(SocketClose.TooMany, "too many messages"),
				onFailure: (error) => onFailure(error, { connectionId, experience, userId }),
			});

		socket.on("message", (data, isBinary) => {
			commands ??= listen();
			commands.take(data, isBinary);
		});
		stream.on("drain", () => {
			socket.resume();
			readers.resumed();
		});
		socket.once("close", () => readers.left());
		say({
			type: "connected",
			connection_id: connectionId,
			user_id: userId,
			experience,
			cursor: cursorOf(wanted),
		});
		readers.start(wanted);
		return { goodbye: () => readers.drain() };
	};
}

/** A cursor as we write it, whatever a client wrote. */
function cursorOf(wanted: string | undefined): string {
	return formatPlaces(parsePlaces(wanted));
}
