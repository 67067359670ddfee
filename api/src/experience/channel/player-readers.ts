import type { FollowDoor } from "../../doors/doors.js";
import type { Reader } from "../../doors/reader.js";
import { type OpenSocket, SocketLine } from "../../doors/socket-line.js";
import type { TopicView } from "../../doors/topic-view.js";
import { PlayerWords, SharedWords, type Telling } from "./channel-words.js";
import { formatPlaces, parsePlaces } from "./places.js";
import type { WorldNews } from "./world-news.js";

export interface PlayerReadersOptions {
	readonly door: FollowDoor;
	/** What the user is told. */
	readonly player: TopicView;
	/** What everybody shares. */
	readonly shared: TopicView;
	readonly news: WorldNews;
	readonly userId: string;
	/** Unix seconds. */
	readonly now: () => number;
	/** Unix seconds at which the user's token ends. */
	readonly expiresAt: number;
}

/**
 * The two topics of a player at one socket: a reader for each, one cursor for both.
 *
 * The shared topic is read once the user's has been told, and its state is always fetched after the user's: what the
 * view shows as carried is never shown as lying about too.
 */
export class PlayerReaders implements Telling {
	private player: Reader | undefined;
	private shared: Reader | undefined;
	/** Of the shared topic, until its reader is there. */
	private sharedPlace: string | undefined;

	constructor(
		private readonly options: PlayerReadersOptions,
		private readonly to: OpenSocket,
	) {}

	get userId(): string {
		return this.options.userId;
	}

	get news(): WorldNews {
		return this.options.news;
	}

	/** Begins, or begins anew, after a cursor; with fresh state where there is none. Throws where the doors are closing. */
	start(wanted: string | undefined): void {
		this.left();
		const { user, shared } = parsePlaces(wanted);
		this.sharedPlace = shared;
		const { player, expiresAt } = this.options;
		const line = new SocketLine(this.to, new PlayerWords(this));
		this.player = this.options.door.follow({ view: player, wanted: user, expiresAt, line });
	}

	/** Where the client is, whatever it has been sent so far. */
	cursor(): string {
		return formatPlaces({ user: this.player?.cursor(), shared: this.shared?.cursor() ?? this.sharedPlace });
	}

	timestamp(): number {
		return this.options.now();
	}

	viewIsFresh(): void {
		this.forgetShared();
		this.sharedPlace = undefined;
	}

	playerIsTold(): void {
		this.shared ??= this.options.door.follow({
			view: this.options.shared,
			wanted: this.sharedPlace,
			// The end of the token is seen to by the other reader.
			expiresAt: undefined,
			line: new SocketLine(this.to, new SharedWords(this)),
		});
	}

	/** There is room on the socket again. */
	resumed(): void {
		this.player?.resumed();
		this.shared?.resumed();
	}

	/** The service is going away: says where to come back. */
	drain(): void {
		this.player?.drain();
	}

	/** The socket is closed, or other readers take over. */
	left(): void {
		this.player?.left();
		this.player = undefined;
		this.forgetShared();
	}

	private forgetShared(): void {
		this.shared?.left();
		this.shared = undefined;
	}
}
