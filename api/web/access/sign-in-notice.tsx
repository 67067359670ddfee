import { NoticeCard } from "../shell/notice-card.js";
import { SignIn, type SignInProps } from "./sign-in.js";

export interface SignInNoticeProps extends SignInProps {
	readonly state: "refused" | "expired";
	readonly reason: string | undefined;
	/** Where it stands. */
	readonly className: string | undefined;
}

/** Whoever was not let in, or is no longer, is told so and can sign in. */
export function SignInNotice({ state, reason, className, ...signIn }: SignInNoticeProps) {
	return (
		<NoticeCard
			className={className}
			title={state === "refused" ? "This page is not let in" : "Your sign-in has run out"}
		>
			<p>
				{state === "refused"
					? `The server asks who you are${reason ? ` and says: ${reason}` : "."}`
					: "Sign in again to go on where you are. Nothing is lost meanwhile."}
			</p>
			<SignIn {...signIn} />
		</NoticeCard>
	);
}
