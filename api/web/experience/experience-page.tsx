import { AccessProvider } from "../access/access-context.js";
import { ApiError } from "../access/get-json.js";
import { usePlayer, useSignedIn } from "../access/player-context.js";
import { SignIn } from "../access/sign-in.js";
import { NoticeCard } from "../shell/notice-card.js";
import { frame } from "../shell/page-frame.js";
import type { PageState } from "./connection-looks.js";
import { ExperienceFrame } from "./experience-frame.js";
import { Game } from "./game.js";
import { Notice } from "./notice.js";
import { useExperiences } from "./use-experiences.js";

/** What the server has to play, and the one that the address names or else the first. */
function SignedIn({ onSignOut }: { readonly onSignOut: () => void }) {
	const player = usePlayer();
	const { data, error, refetch } = useExperiences(player.access);
	const named = new URLSearchParams(location.search).get("experience") ?? undefined;
	const chosen = data?.find(({ id }) => named === undefined || id === named);
	if (chosen) return <Game key={chosen.id} player={player} experience={chosen.id} onSignOut={onSignOut} />;
	const state: PageState = data ? "empty" : error instanceof ApiError ? "refused" : "connecting";
	return (
		<ExperienceFrame state={state} reason={error?.message}>
			<Notice state={state} reason={error?.message} isPictured={false} onSignedIn={() => void refetch()} />
		</ExperienceFrame>
	);
}

/** A player's own view of an experience: where they are, what they carry, what happens, and what they say to it. */
export function ExperiencePage() {
	const player = usePlayer();
	const { isIn, signedIn, signOut } = useSignedIn();
	return (
		<AccessProvider value={player.access}>
			{isIn ? (
				<SignedIn onSignOut={signOut} />
			) : (
				<ExperienceFrame state={undefined}>
					<NoticeCard className={frame.notice} title="Who is playing?">
						<p>Find the seven dream bottles. What you do here and in the game is one story.</p>
						<SignIn verb="Play" onSignedIn={signedIn} />
					</NoticeCard>
				</ExperienceFrame>
			)}
		</AccessProvider>
	);
}
