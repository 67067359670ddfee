import { useState } from "react";
import { AccessProvider } from "../access/access-context.js";
import { ApiError } from "../access/get-json.js";
import { NoticeCard } from "../shell/notice-card.js";
import type { PageState } from "./connection-looks.js";
import { Game } from "./game.js";
import classes from "./game.module.css";
import { Notice } from "./notice.js";
import { PageFrame } from "./page-frame.js";
import { createPlayer, type Player } from "./player.js";
import { SignIn } from "./sign-in.js";
import { useExperiences } from "./use-experiences.js";

interface SignedInProps {
	readonly player: Player;
	readonly onSignOut: () => void;
}

/** What the server has to play, and the one that the address names or else the first. */
function SignedIn({ player, onSignOut }: SignedInProps) {
	const { data, error, refetch } = useExperiences(player.access);
	const named = new URLSearchParams(location.search).get("experience") ?? undefined;
	const chosen = data?.find(({ id }) => named === undefined || id === named);
	if (chosen) return <Game key={chosen.id} player={player} experience={chosen.id} onSignOut={onSignOut} />;
	const state: PageState = data ? "empty" : error instanceof ApiError ? "refused" : "connecting";
	return (
		<PageFrame state={state} reason={error?.message}>
			<Notice
				state={state}
				reason={error?.message}
				isPictured={false}
				signIn={<SignIn player={player} onSignedIn={() => void refetch()} />}
			/>
		</PageFrame>
	);
}

/** A player's own view of an experience: where they are, what they carry, what happens, and what they say to it. */
export function ExperiencePage() {
	const [player] = useState(() =>
		createPlayer({ fetch: (url, init) => fetch(url, init), storage: sessionStorage }),
	);
	const [isIn, setIsIn] = useState(() => player.access.token() !== undefined);

	function signOut(): void {
		player.signOut();
		setIsIn(false);
	}

	return (
		<AccessProvider value={player.access}>
			{isIn ? (
				<SignedIn player={player} onSignOut={signOut} />
			) : (
				<PageFrame state={undefined}>
					<NoticeCard className={classes.notice} title="Who is playing?">
						<p>Find the seven dream bottles. What you do here and in the game is one story.</p>
						<SignIn player={player} onSignedIn={() => setIsIn(true)} />
					</NoticeCard>
				</PageFrame>
			)}
		</AccessProvider>
	);
}
