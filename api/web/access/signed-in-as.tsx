import { VisuallyHidden } from "@mantine/core";
import { PersonIcon } from "../shell/icons.js";
import classes from "./sign-in.module.css";

export interface SignedInAsProps {
	/** Undefined where a token was pasted that is not looked into. */
	readonly name: string | undefined;
	readonly onSignOut: () => void;
}

/** Who it is that sees this, and the way to be somebody else. */
export function SignedInAs({ name, onSignOut }: SignedInAsProps) {
	return (
		<p className={classes.who}>
			<PersonIcon />
			{name === undefined ? (
				"Signed in by a token"
			) : (
				<>
					<VisuallyHidden component="span">You are</VisuallyHidden>
					<b title={name}>{name}</b>
				</>
			)}
			<button type="button" className={classes.leave} onClick={onSignOut}>
				Somebody else?
			</button>
		</p>
	);
}
