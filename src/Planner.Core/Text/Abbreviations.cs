namespace Planner.Text;

/// <summary>Abbreviations that end in a full stop, English and Russian, without their last stop.</summary>
internal static class Abbreviations
{
    // Something always follows these, so their stop never ends a sentence.
    private static readonly WordList Opening = new("""
        mr mrs ms messrs dr prof rev fr hon st gen col capt lt sgt maj cmdr gov sen rep pres mt ft no nos nr art arts sec para ch vol vols
        fig figs eq ed eds pp pg p cf viz vs v e.g i.e eg ie approx incl excl tel ext dept est ref acct
        ул пр просп пер пл наб бул б-р ш д корп кв стр оф пом им тов проф акад доц доктор гр гос зам св ст п пп рис табл гл разд см ср
        напр т.е т.н т.к т.ч и.о тел факс инн кпп р/с л/с к/с бик обл р-н пос дер с о-в оз
        """);

    // These may also be the last word of a sentence; what follows decides.
    private static readonly WordList Closing = new("""
        etc et.al al inc ltd co corp bros llc jr sr esq ph.d phd m.d b.a m.a u.s u.k u.n e.u d.c a.m p.m am pm bc b.c a.d ave blvd rd
        jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun hrs hr min sec oz lb lbs ft in
        г гг в вв н.э до.н.э руб коп тыс млн млрд трлн долл т.д т.п др пр т.о экз чел шт кг км м см мм га ч мин сек
        янв фев февр мар апр июн июл авг сент окт нояб ноя дек
        """);

    /// <summary>Whether a stop after this word never ends a sentence.</summary>
    /// <param name="word">The word before the stop.</param>
    public static bool NeverEnds(ReadOnlySpan<char> word) => Opening.Contains(word);

    /// <summary>Whether a stop after this word may only mark an abbreviation.</summary>
    /// <param name="word">The word before the stop.</param>
    public static bool MayEnd(ReadOnlySpan<char> word) => Closing.Contains(word);
}
