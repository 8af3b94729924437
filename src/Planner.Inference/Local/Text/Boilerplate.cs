using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Sentences that carry form, not content: greetings, closings, mail headers, page numbers, headings.</summary>
internal static partial class Boilerplate
{
    // A heading is a line; more words than these without an end mark are a sentence whose mark was lost.
    private const int HeadingWords = 15;

    /// <summary>Whether a sentence can be left out of a summary.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="sentence">One sentence of it.</param>
    public static bool Is(string text, StemmedSentence sentence)
    {
        var span = sentence.Span.In(text);
        var content = 0;
        foreach (var word in sentence.Words)
        {
            content += word.IsStop ? 0 : 1;
        }

        // Headings, letterheads, dates and references stand without an end mark; a line with a sum on it is content all the same.
        var heading = span[^1] is not ('.' or '!' or '?' or '…' or '"' or '»' or '”' or ')') && sentence.Words.Count < HeadingWords
            && EntityPatterns.Find(span.ToString(), EntityKind.Money).Count == 0;
        return content == 0 || heading || Form().IsMatch(span);
    }

    [GeneratedRegex(
        @"^\W{0,3}(?:(?:From|To|Cc|Bcc|Sent|Subject|Date|Re|Fwd?|От|Кому|Копия|Тема|Дата|Отправлено)\s?:"
        + @"|(?:Dear|Hi|Hello|Hey|Greetings|Good\s(?:morning|afternoon|evening|day)|Уважаем\p{L}{2,3}|Дорог(?:ой|ая|ие)|Здравствуй(?:те)?|Добрый\s(?:день|вечер)|Доброе\sутро|Приветству\p{L}{1,4})\b[^.]{0,60}$"
        + @"|(?:Kind|Best|Warm|Many)\s(?:regards|wishes|thanks)|(?:Yours\s)?(?:sincerely|faithfully|truly)\b|Cheers\b|Regards\b|С\sуважением|С\sнаилучшими|Всего\s(?:доброго|хорошего)"
        + @"|(?:Page|Стр(?:аница|\.))\s{0,3}\d{1,4}(?:\s(?:of|из|/)\s\d{1,4})?\W{0,3}$|[-–—\s\d./]{1,12}$|https?://\S{1,300}$"
        + @"|(?:I|We)\s(?:hope|trust)\b|(?:I|We)\slook\sforward|Thank(?:s|\syou)\b|(?:Please\s)?(?:feel\sfree|do(?:n't|\snot)\shesitate)|(?:Should|If)\syou\shave\sany\s(?:further\s)?questions"
        + @"|Наде(?:юсь|емся)\b|Благодар(?:ю|им)\b|Спасибо\b|Буд(?:у|ем)\s(?:рад|благодар)|(?:При\sвозникновении|Если\sу\s[Вв]ас)\s.{0,20}вопрос|Copyright\b|©|All\srights\sreserved|Все\sправа\sзащищены)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
