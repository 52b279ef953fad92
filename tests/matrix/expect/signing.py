from tests.matrix.signers import ticked
from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, Page, page

YES = {"agree": "on", "name": "x"}
NOT_THE_SIGNER = ("agreed_guardian", "no_authority")
EXPECT = {
    "contracts:order": page(
        None, BOTH, data={"volgorde": "student,director,guardian,company,partner"}, C=NOTHING
    ),
    "contracts:sign_many": page(None, BOTH, data=ticked, D=NOTHING),
    **{
        f"contracts:{name}{variant}": page(kind, methods, data=data, not_for=NOT_THE_SIGNER, **whose)
        for name, methods, data in (
            ("sign", BOTH, YES), ("sign_paper", READ, None), ("choose", WRITE, {"route": "paper"}),
            ("sign_refuse", BOTH, {"note": "Anders."}),
        )
        for variant, kind, whose in (
            ("", "signs_guardian", {"G": JUST}), ("#student", "signs_student", {"S": JUST}),
            ("#company", "signs_company", {"P": JUST}), ("#director", "signs_director", {"D": ALL}),
        )
    },
    "contracts:at_company": page("placement", BOTH, data={"mail": "1"}, S=JUST),
    "contracts:scan_to_sign": Page(None, {}, rest=("x",)),  # there is no such code
}  # fmt: skip
