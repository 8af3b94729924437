using Planner.Inference.Local.Ocr;
using Planner.Values;

namespace Planner.Tests.Inference.Local.Ocr;

public sealed class TableRowsTests
{
    [Fact]
    public void Of_TableReadColumnByColumn_GivesEachRowALine()
    {
        var words = Columns(["Monday 09:00", "Tuesday 10:00", "Friday 12:00"], ["History", "Biology", "Sport"], ["Room 5", "Room 21", "Gym"]);

        TableRows.AreTorn(words).ShouldBeTrue();
        Text(words).ShouldBe("Monday 09:00 History Room 5|Tuesday 10:00 Biology Room 21|Friday 12:00 Sport Gym");
    }

    [Fact]
    public void Of_ColumnsOfProse_StayAsTheyWereRead()
    {
        var words = Columns(
            ["the council met on the", "first Monday of May and", "spoke of the new bridge", "that is to be built"],
            ["over the river in the", "north of the town for", "those who come by car", "or walk to the market"]);

        TableRows.AreTorn(words).ShouldBeFalse();
        TableRows.Of(words).ShouldBe(words);
    }

    [Fact]
    public void Of_TwoNotesBesideEachOther_AreNoTable() =>
        TableRows.AreTorn(Columns(["Signed", "Ann Smith"], ["Date", "1 May"])).ShouldBeFalse();

    // Columns 400 pixels apart, lines 40, words in a fixed pitch of 12.
    private static List<OcrWord> Columns(params string[][] columns)
    {
        var words = new List<OcrWord>();
        var line = 0;
        foreach (var (column, texts) in columns.Index())
        {
            foreach (var (row, text) in texts.Index())
            {
                var x = 400 * column;
                foreach (var word in text.Split(' '))
                {
                    words.Add(new OcrWord(word, new Box(x, 40 * row, x + (12 * word.Length), (40 * row) + 20), 0.9, column, line));
                    x += 12 * (word.Length + 1);
                }

                line++;
            }
        }

        return words;
    }

    private static string Text(List<OcrWord> words) =>
        string.Join('|', TableRows.Of(words).GroupBy(word => word.Line).Select(line => string.Join(' ', line.Select(word => word.Text))));
}
