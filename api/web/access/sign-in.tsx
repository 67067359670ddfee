import { Button, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { usePlayer } from "./player-context.js";
import classes from "./sign-in.module.css";
import { TokenForm } from "./token-form.js";

/** As of the API: longer is no user's id. */
const LONGEST_ID = 100;

export interface SignInProps {
	/** What is done next, on the button. */
	readonly verb: string;
	readonly onSignedIn: () => void;
}

/** Asks who it is: by name in development, by token where the server hands none out. */
export function SignIn({ verb, onSignedIn }: SignInProps) {
	const player = usePlayer();
	const [name, setName] = useState(() => player.name() ?? "");
	const [byToken, setByToken] = useState(() => player.access.isInVain());
	const [error, setError] = useState<string>();
	const [isAsking, setIsAsking] = useState(false);

	async function signIn(): Promise<void> {
		setIsAsking(true);
		setError(undefined);
		try {
			const answer = await player.signIn(name.trim());
			if (answer === "in") onSignedIn();
			else if (answer === "none") setByToken(true);
			else setError("The server does not take this name.");
		} catch {
			setError("The server does not answer. Try again in a moment.");
		} finally {
			setIsAsking(false);
		}
	}

	function submit(event: SubmitEvent): void {
		event.preventDefault();
		if (name.trim() === "") setError("Say who you are.");
		else void signIn();
	}

	if (byToken) {
		return (
			<>
				<TokenForm onToken={onSignedIn} />
				{!player.access.isInVain() && (
					<button type="button" className={classes.other} onClick={() => setByToken(false)}>
						I have a name instead
					</button>
				)}
			</>
		);
	}
	return (
		<>
			<form onSubmit={submit} noValidate>
				<TextInput
					label="User id"
					description="Any name will do while the server runs for development. It is kept for this tab only."
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
					error={error}
					maxLength={LONGEST_ID}
					autoComplete="off"
					autoCapitalize="off"
					data-autofocus
				/>
				<Button type="submit" mt="md" fullWidth loading={isAsking}>
					{verb}
				</Button>
			</form>
			<button type="button" className={classes.other} onClick={() => setByToken(true)}>
				I have a token
			</button>
		</>
	);
}
