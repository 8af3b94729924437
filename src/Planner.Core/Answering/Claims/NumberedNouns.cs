using System.Text.RegularExpressions;

namespace Planner.Answering.Claims;

/// <summary>What is told apart by numbers: room 204, ticket 301, школа № 5.</summary>
internal static partial class NumberedNouns
{
    /// <summary>A noun, and a sign for "number", at the end of a text that a number follows.</summary>
    [GeneratedRegex(@"(?<!\p{L})(?:room|station|gate|pump|unit|team|crew|group|phase|step|stage|ticket|invoice|order|reviewer|patient|model|floor|flat|apartment|platform|terminal|building|section|chapter|clause|article|class|block|lot|page|table|figure|version|level|zone|ward|officer|комнат\p{L}*|станци\p{L}*|бригад\p{L}*|групп\p{L}*|этап\p{L}*|шаг\p{L}*|пациент\p{L}*|рецензент\p{L}*|этаж\p{L}*|квартир\p{L}*|платформ\p{L}*|терминал\p{L}*|корпус\p{L}*|раздел\p{L}*|глав\p{L}*|стать\p{L}*|класс\p{L}*|верси\p{L}*|зон\p{L}*|школ\p{L}*|цех\p{L}*|кабинет\p{L}*|аудитори\p{L}*)\s(?:№\s?|#|no\.?\s?)?$|№\s?$", RegexOptions.IgnoreCase)]
    public static partial Regex Before();
}
